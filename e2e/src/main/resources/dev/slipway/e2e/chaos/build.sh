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
esac
