#!/bin/sh
# Checks the code and names the stylesheet after its content, so that browsers may keep it for ever.
set -eu
for file in *.js lib/*.js; do
  node --check "$file"
  echo "checked $file"
done
rm -rf dist
mkdir dist
sum=$(cksum <public/harbour.css | cut -d ' ' -f 1)
cp public/harbour.css "dist/harbour.$sum.css"
printf '{ "stylesheet": "/assets/harbour.%s.css" }\n' "$sum" >dist/assets.json
echo "built dist/harbour.$sum.css"
