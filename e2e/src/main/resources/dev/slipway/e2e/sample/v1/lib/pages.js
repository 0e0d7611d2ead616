'use strict';
const { stylesheet } = require('../dist/assets.json');

const SHOWN_VISITORS = 12;

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const safe = (text) => String(text).replace(/[&<>"']/g, (sign) => escapes[sign]);

function page(title, body, { version, release, colour }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(title)}</title>
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<header><a href="/">⚓ Harbour</a><nav><a href="/ships">Ships</a></nav></header>
<main>
${body}
</main>
<footer class="${safe(colour)}">version ${safe(version)} · release ${safe(release)} · ${safe(colour)}</footer>
</body>
</html>
`;
}

function shipRow(ship) {
  return `<tr><td>${safe(ship.name)}</td><td>${safe(ship.from)}</td></tr>`;
}

function table(caption, ships) {
  return `<table><caption>${safe(caption)}</caption>
<thead><tr><th>Ship</th><th>From</th></tr></thead>
<tbody>
${ships.map(shipRow).join('\n')}
</tbody></table>`;
}

function home(fleet, about) {
  return page('Harbour', `<h1>Harbour</h1>
<p class="lead">${fleet.home.length} ships at home, ${fleet.seen || 0} visitors so far.</p>
<form method="post" action="/ships">
<label>A ship comes in: <input name="name" maxlength="40" required placeholder="Name"></label>
<label>from <input name="from" maxlength="40" placeholder="the open sea"></label>
<button>Moor</button>
</form>`, about);
}

function ships(fleet, about) {
  return page('Ships in the harbour', `<h1>Ships</h1>
${table('At home', fleet.home)}
${table('Visitors', fleet.visitors.slice(-SHOWN_VISITORS).reverse())}`, about);
}

function lost(about) {
  return page('Lost at sea', '<h1>Lost at sea</h1><p>There is no such page.</p>', about);
}

module.exports = { home, ships, lost };
