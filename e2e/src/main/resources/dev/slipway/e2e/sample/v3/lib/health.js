'use strict';
const fleet = require('./fleet');
const tides = require('./tides');

function check() {
  if (!Array.isArray(fleet.all().home)) {
    throw new Error('the home fleet is missing from the data');
  }
  tides.today();
}

module.exports = { check };
