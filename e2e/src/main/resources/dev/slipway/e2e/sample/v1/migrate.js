'use strict';
const fs = require('node:fs');
const path = require('node:path');
const fleet = require('./lib/fleet');

fs.mkdirSync(path.join(__dirname, 'data'), { recursive: true });
fleet
  .change((data) => {
    if (data) {
      console.log('the data is there already');
      return data;
    }
    console.log('starting with the home fleet');
    return { home: require('./seed/ships.json'), visitors: [], seen: 0 };
  })
  .catch((error) => {
    console.error(error.stack);
    process.exit(1);
  });
