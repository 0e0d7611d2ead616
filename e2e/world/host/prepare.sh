#!/bin/sh
# Makes room on this machine for each named application: a directory of its own, a template unit,
# the right to start and stop just that unit, and a backend whose servers are both out of use.
#
# The n-th application, counted from 0, is reached on port 8080+n; its colours answer on the
# loopback ports 9000+10n+1 (blue) and 9000+10n+2 (green).
set -eu

config=/etc/haproxy/haproxy.cfg
cat >"$config" <<'HAPROXY'
global
    log /dev/log local0
    user haproxy
    group haproxy
    stats socket /run/haproxy/admin.sock mode 660 group haproxy level admin
    server-state-file /var/lib/haproxy/server-state
    hard-stop-after 30s

defaults
    mode http
    log global
    option httplog
    option redispatch
    retries 3
    http-reuse safe
    timeout connect 2s
    timeout client 75s
    timeout server 75s
    timeout http-keep-alive 60s
    load-server-state-from-file global
HAPROXY

install -d -m 2775 -o root -g haproxy /var/lib/haproxy
: >/etc/sudoers.d/deploy
n=0
for name in "$@"; do
  install -d -m 0755 -o deploy -g deploy "/srv/$name" "/srv/$name/hold"
  sed "s/NAME/$name/g" '/etc/systemd/system/application@.service' >"/etc/systemd/system/$name@.service"
  blue=$((9000 + 10 * n + 1))
  green=$((9000 + 10 * n + 2))
  cat >>"$config" <<HAPROXY

frontend $name
    bind :$((8080 + n))
    default_backend $name

backend $name
    option httpchk GET /health/
    default-server check inter 500ms rise 1 fall 3 pool-purge-delay 5s
    server blue 127.0.0.1:$blue disabled
    server green 127.0.0.1:$green disabled
HAPROXY
  for verb in start stop restart enable disable is-active reset-failed; do
    for colour in blue green; do
      echo "deploy ALL=(root) NOPASSWD: /usr/bin/systemctl $verb $name@$colour, /usr/bin/systemctl $verb $name@$colour.service"
    done
  done >>/etc/sudoers.d/deploy
  n=$((n + 1))
done
echo "deploy ALL=(root) NOPASSWD: /usr/bin/systemctl daemon-reload" >>/etc/sudoers.d/deploy
chmod 0440 /etc/sudoers.d/deploy
visudo -c -q
rm '/etc/systemd/system/application@.service'
haproxy -c -q -f "$config"
