'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');

const FILE = path.join(__dirname, '..', 'data', 'ships.json');
const LOCK = `${FILE}.lock`;
const MOST_VISITORS = 200;
const STALE_MS = 5_000;

function all() {
  return JSON.parse(fs.readFileSync(FILE, 'utf8'));
}

// Two versions may run side by side while traffic moves: a change is one at a time, and a reader
// sees the file before or after it, never in between.
async function change(edit) {
  await lock();
  try {
    const before = fs.existsSync(FILE) ? all() : undefined;
    const after = edit(before);
    fs.writeFileSync(`${FILE}.new`, `${JSON.stringify(after, null, 1)}\n`);
    fs.renameSync(`${FILE}.new`, FILE);
    return after;
  } finally {
    fs.rmdirSync(LOCK);
  }
}

async function lock() {
  for (;;) {
    try {
      fs.mkdirSync(LOCK);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
      breakStaleLock();
      await pause(2);
    }
  }
}

function breakStaleLock() {
  try {
    if (Date.now() - fs.statSync(LOCK).mtimeMs > STALE_MS) {
      fs.rmdirSync(LOCK);
    }
  } catch (error) {
    if (error.code !== 'ENOENT') {
      throw error;
    }
  }
}

function add(ship) {
  return change((fleet) => ({
    ...fleet,
    visitors: [...fleet.visitors, ship].slice(-MOST_VISITORS),
    seen: (fleet.seen || 0) + 1,
  }));
}

module.exports = { all, add, change };
