'use strict';
// The least that can be released: it answers, and writes down when it starts and stops.
const http = require('node:http');
const fs = require('node:fs');
const { PORT, COLOUR, RELEASE, LEDGER } = process.env;
const kind = fs.readFileSync('KIND', 'utf8').trim();

function note(what) {
  fs.appendFileSync(LEDGER, `${Date.now()} ${what} ${process.pid} ${RELEASE} ${COLOUR}\n`);
}

// What gets no answer as long as somebody holds it.
function held(path) {
  return (
    (kind === 'hesitant' && path === '/health' && fs.existsSync(`${LEDGER}.hold`)) ||
    (kind === 'dawdling' && fs.existsSync(`${LEDGER}.hold${path.replace('/', '-')}`))
  );
}

function answer(request, response) {
  if (held(request.url)) {
    setTimeout(answer, 50, request, response);
    return;
  }
  const sick = kind === 'sick' && request.url === '/health';
  response.writeHead(sick ? 500 : 200, { 'Content-Type': 'text/plain' });
  response.end(request.url === '/page' && kind === 'torn' ? 'half a pa' : `whole ${RELEASE}\n`);
}

const server = http.createServer(answer);

let told = false;
process.on('SIGTERM', () => {
  if (told) {
    return;
  }
  told = true;
  note('stopped');
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});

server.listen(Number(PORT), '127.0.0.1', () => note('started'));
