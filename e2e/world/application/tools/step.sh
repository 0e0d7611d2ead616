#!/bin/sh
# Writes down that a step of a release happened, and waits while somebody holds it.
set -eu
root=/srv/$(pwd -P | cut -d/ -f3)
echo "$1 $(cat VERSION)" >>"$root/ledger"
while [ -e "$root/hold/$(cat VERSION)-$1" ]; do sleep 0.1; done
