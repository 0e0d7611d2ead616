#!/bin/sh
set -eu
echo "$(date +%s%3N) built $RELEASE" >>"$LEDGER"
case $(cat KIND) in
  unbuildable)
    echo 'nothing fits' >&2
    exit 3
    ;;
  slow) while [ -e "$LEDGER.hold" ]; do sleep 0.2; done ;;
  filling)
    while [ -e "$LEDGER.hold" ]; do sleep 0.2; done
    head -c 1000000 /dev/zero >built
    ;;
  stubborn)
    trap '' TERM
    while :; do sleep 1; done
    ;;
  loud) seq 1 200000 >&2 ;;
  endless)
    # Lines of 100 bytes, each with its number.
    awk -v lines="$(cat "$LEDGER.lines")" 'BEGIN {
      for (i = 1; i <= lines; i++)
        printf "%010d the quick brown fox jumps over the lazy dog and then over all the others, twice an hour.\n", i
    }'
    ;;
esac
