import type { FileProblems } from '../api/model'
import { countOf } from '../words/states'

export function FileProblemsNote({ file }: { file: FileProblems }) {
  return (
    <section className="note tone-bad file-problems" aria-label={`Problems in ${file.file}`}>
      <strong>
        {file.file}: {countOf(file.problems.length, 'problem', 'problems')}, so this file is not in
        use
      </strong>
      <ul>
        {file.problems.map((problem) => (
          <li key={`${problem.line}:${problem.column}:${problem.field}`}>
            <code>
              {file.file}:{problem.line}:{problem.column}
            </code>{' '}
            {problem.field !== '' && <code className="field">{problem.field}</code>} {problem.message}
            {allowedWords(problem.allowed)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function allowedWords(allowed: string | string[] | null): string {
  const words = Array.isArray(allowed) ? allowed.join(', ') : (allowed ?? '')
  return words === '' ? '' : `. Allowed: ${words}.`
}
