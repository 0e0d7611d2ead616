'use strict';
const fs = require('node:fs');
const path = require('node:path');

const FILE = path.join(__dirname, '..', 'data', 'tides.json');

function table() {
  return JSON.parse(fs.readFileSync(FILE, 'utf8'));
}

function today() {
  return table()[new Date().toISOString().slice(0, 10)];
}

module.exports = { today };
