#!/bin/sh
set -eu
echo "$(date +%s%3N) built $RELEASE" >>"$LEDGER"
if [ "$(cat KIND)" = unbuildable ]; then
  echo 'nothing fits' >&2
  exit 3
fi
