#!/bin/sh
set -eu
echo "$(date +%s%3N) built $RELEASE" >>"$LEDGER"
case $(cat KIND) in
  unbuildable)
    echo 'nothing fits' >&2
    exit 3
    ;;
  slow) while [ -e "$LEDGER.hold" ]; do sleep 0.2; done ;;
  stubborn)
    trap '' TERM
    while :; do sleep 1; done
    ;;
  loud) seq 1 200000 >&2 ;;
  endless)
    line=$(head -c 8000 /dev/zero | tr '\0' x)
    yes "$line" | head -n 134218
    echo 'the last line'
    ;;
esac
