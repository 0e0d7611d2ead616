'use strict';
const fleet = require('./fleet');

function check() {
  if (!Array.isArray(fleet.all().home)) {
    throw new Error('the home fleet is missing from the data');
  }
}

module.exports = { check };
