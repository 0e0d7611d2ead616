// Called by Maven: `node maven-build.mjs build` or `check`; --skip=true is Maven's -DskipTests. Does nothing when the inputs are those
// of the last success, so that a change of Java code does not wait for the UI.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = dirname(fileURLToPath(import.meta.url))
const INPUTS = [
  'src',
  'public',
  'index.html',
  'openapi.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'maven-build.mjs',
]
const OUTPUT = join(home, 'target/classes/META-INF/resources/index.html')
const OLDEST_NODE = [20, 19]

function files(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => files(join(path, name)))
    : [path]
}

function digest(inputs) {
  const hash = createHash('sha256').update(process.version)
  for (const file of inputs.flatMap((name) => files(join(home, name)))) {
    hash.update(`\0${relative(home, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, { cwd: home, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`npm ${args.join(' ')} failed: ${error?.message ?? `exit status ${status}`}`)
    process.exit(1)
  }
}

/** Runs the work unless it succeeded for the same inputs before and its result is still there. */
function onceFor(name, inputs, result, work) {
  const mark = join(home, 'target', `${name}.sha256`)
  const wanted = digest(inputs)
  if (existsSync(result) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) {
    return
  }
  work()
  mkdirSync(dirname(mark), { recursive: true })
  writeFileSync(mark, wanted)
}

function install() {
  onceFor('ui-install', ['package.json', 'package-lock.json'], join(home, 'node_modules/.package-lock.json'), () =>
    npm('ci', '--no-audit', '--no-fund', '--loglevel=error'),
  )
}

const TASKS = {
  build: () =>
    onceFor('ui-build', INPUTS, OUTPUT, () => {
      install()
      npm('run', '--silent', 'build', '--', '--logLevel=warn')
    }),
  check: () =>
    onceFor('ui-check', INPUTS, home, () => {
      install()
      npm('run', '--silent', 'check')
    }),
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`The web UI needs Node ${OLDEST_NODE.join('.')} or newer, this is ${process.version}.`)
  process.exit(1)
}
const task = TASKS[process.argv[2]]
if (task === undefined) {
  console.error(`Usage: node maven-build.mjs ${Object.keys(TASKS).join('|')}`)
  process.exit(2)
}
if (!process.argv.includes('--skip=true')) {
  task()
}
