'use strict';
const http = require('node:http');
const fs = require('node:fs');
const path = require('node:path');
const fleet = require('./lib/fleet');
const pages = require('./lib/pages');
const health = require('./lib/health');
const { version } = require('./package.json');

const LARGEST_BODY = 16 * 1024;
const LONGEST_GOODBYE_MS = 10_000;
const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const release = process.env.RELEASE || 'none';
const colour = process.env.COLOUR || 'none';
const assets = path.join(__dirname, 'dist');

let leaving = false;
let open = 0;

function answer(response, status, type, body, headers = {}) {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    ...(leaving ? { Connection: 'close' } : {}),
    ...headers,
  });
  response.end(body);
}

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) {
      throw Object.assign(new Error('too much was sent'), { status: 413 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function addShip(request, response) {
  const form = new URLSearchParams(await bodyOf(request));
  const name = (form.get('name') || '').trim();
  if (!/^[\p{L}\p{N} .'-]{1,40}$/u.test(name)) {
    answer(response, 400, 'text/plain; charset=utf-8', 'A ship needs a name of 1 to 40 letters.\n');
    return;
  }
  await fleet.add({ name, from: (form.get('from') || 'the open sea').slice(0, 40) });
  answer(response, 303, 'text/plain; charset=utf-8', 'See /ships\n', { Location: '/ships' });
}

function asset(name, response) {
  const file = path.join(assets, name);
  if (!/^harbour\.\d+\.css$/.test(name) || !fs.existsSync(file)) {
    answer(response, 404, 'text/plain; charset=utf-8', 'No such file.\n');
    return;
  }
  answer(response, 200, 'text/css; charset=utf-8', fs.readFileSync(file, 'utf8'), {
    'Cache-Control': 'public, max-age=31536000, immutable',
  });
}

async function route(request, response) {
  const { pathname } = new URL(request.url, 'http://harbour');
  const known = `${request.method} ${pathname}`;
  if (known === 'GET /') {
    answer(response, 200, HTML, pages.home(fleet.all(), { version, release, colour }));
  } else if (known === 'GET /ships') {
    answer(response, 200, HTML, pages.ships(fleet.all(), { version, release, colour }));
  } else if (known === 'POST /ships') {
    await addShip(request, response);
  } else if (known === 'GET /health') {
    health.check();
    answer(response, 200, JSON_TYPE, '{"status":"up"}\n');
  } else if (known === 'GET /version') {
    answer(response, 200, JSON_TYPE, `${JSON.stringify({ version, release, colour })}\n`);
  } else if (request.method === 'GET' && pathname.startsWith('/assets/')) {
    asset(pathname.slice('/assets/'.length), response);
  } else {
    answer(response, 404, HTML, pages.lost({ version, release, colour }));
  }
}

const server = http.createServer((request, response) => {
  open += 1;
  response.on('close', () => {
    open -= 1;
    hangUpIfDone();
  });
  route(request, response).catch((error) => {
    console.error(`${request.method} ${request.url} failed: ${error.stack}`);
    if (!response.headersSent) {
      answer(response, error.status || 500, 'text/plain; charset=utf-8', 'Something went wrong.\n');
    } else {
      response.destroy();
    }
  });
});

// A proxy may hold a connection that it has never used, and that does not count as idle.
function hangUpIfDone() {
  if (leaving && open === 0) {
    server.closeAllConnections();
  }
}

// Finish what was begun, take nothing new, go.
function leave(signal) {
  if (leaving) {
    return;
  }
  leaving = true;
  console.log(`${signal}: finishing open requests`);
  server.close(() => {
    console.log('all requests finished, good bye');
    process.exit(0);
  });
  server.closeIdleConnections();
  hangUpIfDone();
  setTimeout(() => {
    console.error(`requests still open after ${LONGEST_GOODBYE_MS} ms, leaving them`);
    process.exit(1);
  }, LONGEST_GOODBYE_MS).unref();
}

process.on('SIGTERM', leave);
process.on('SIGINT', leave);

server.listen(Number(process.env.PORT || 3000), '127.0.0.1', () => {
  console.log(`Harbour ${version} (release ${release}, ${colour}) on port ${server.address().port}`);
});
