#!/bin/sh
# Starts and stops a Docker daemon for the containers of the end-to-end tests.
#
#   e2e/dockerd.sh start   starts dockerd unless one answers already
#   e2e/dockerd.sh restart stops the dockerd that `start` started and starts it again; says 'not
#                          ours' of any other, and leaves it alone
#   e2e/dockerd.sh stop    stops the dockerd that `start` started, and no other
#   e2e/dockerd.sh status  says whether one answers
#   e2e/dockerd.sh owner   says 'ours' of the dockerd that `start` started, 'not ours' of any other
#
# For machines without a service manager, where nothing else would start it. Needs root.
set -eu

target=$(cd "$(dirname "$0")" && pwd)/target
pidfile=$target/dockerd.pid
log=$target/dockerd.log

answers() {
  docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

# The pid on record may have been given to another program since.
ours() {
  [ -s "$pidfile" ] && [ "$(cat "/proc/$(cat "$pidfile")/comm" 2>/dev/null)" = dockerd ]
}

# A daemon that does not get through its start is tried again with less of the machine asked of it.
launch() {
  echo "== dockerd $*" >>"$log"
  setsid nohup dockerd "$@" >>"$log" 2>&1 </dev/null &
  echo $! >"$pidfile"
  tries=0
  while [ $tries -lt 120 ]; do
    if answers; then return 0; fi
    if ! ours; then break; fi
    tries=$((tries + 1))
    sleep 0.25
  done
  end
  return 1
}

end() {
  if ours; then
    pid=$(cat "$pidfile")
    kill "$pid"
    tries=0
    while [ -d "/proc/$pid" ] && [ $tries -lt 120 ]; do
      tries=$((tries + 1))
      sleep 0.25
    done
  fi
  rm -f "$pidfile"
}

begin() {
  if launch || launch --storage-driver=vfs || launch --storage-driver=vfs --iptables=false; then
    echo "Docker started; its log is $log"
    exit 0
  fi
  echo "dockerd did not start; the last lines of $log say why:" >&2
  tail -n 5 "$log" >&2
  exit 1
}

case ${1:-} in
  start)
    if ! command -v docker >/dev/null; then
      echo "Docker is missing; on Debian and Ubuntu: apt-get install docker.io" >&2
      exit 1
    fi
    if answers; then
      echo "Docker answers already"
      exit 0
    fi
    if ! command -v dockerd >/dev/null; then
      echo "No Docker daemon answers and dockerd is missing; on Debian and Ubuntu: apt-get install docker.io" >&2
      exit 1
    fi
    if [ "$(id -u)" != 0 ]; then
      echo "No Docker daemon answers and only root can start one: sudo service docker start" >&2
      exit 1
    fi
    mkdir -p "$target"
    : >"$log"
    begin
    ;;
  restart)
    if ! ours; then
      echo "not ours"
      exit 0
    fi
    end
    begin
    ;;
  stop)
    if ours; then
      end
      echo "Docker stopped"
    fi
    ;;
  status)
    if answers; then echo "Docker answers"; else echo "Docker does not answer" >&2; exit 1; fi
    ;;
  owner)
    if ours; then echo "ours"; else echo "not ours"; fi
    ;;
  *)
    echo "usage: $0 start|restart|stop|status|owner" >&2
    exit 2
    ;;
esac
