#!/bin/sh
set -eu
echo "$(date +%s%3N) migrated $RELEASE" >>"$LEDGER"
