#!/bin/sh
# Builds the image of the end-to-end world and prints its name as the last line.
#
# The name carries a digest of everything the image is made of, so an image that is there is right.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
base=slipway-e2e-base:bookworm
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

present() {
  docker image inspect "$1" >/dev/null 2>&1
}

make_base() {
  if timeout 60 docker pull --quiet debian:bookworm-slim >/dev/null 2>&1; then
    docker tag debian:bookworm-slim "$base"
    return
  fi
  echo "No registry answers; the base image is made with debootstrap" >&2
  if ! command -v debootstrap >/dev/null; then
    echo "debootstrap is missing; on Debian and Ubuntu: apt-get install debootstrap debian-archive-keyring" >&2
    exit 1
  fi
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  debootstrap --variant=minbase bookworm "$scratch/root" "$mirror" >"$scratch/log" 2>&1 || {
    tail -n 20 "$scratch/log" >&2
    exit 1
  }
  rm -rf "$scratch/root/var/cache/apt/archives" "$scratch/root/var/lib/apt/lists"
  tar -C "$scratch/root" -c . | docker import - "$base" >/dev/null
}

digest=$(cd "$here" && find Dockerfile host -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
image=slipway-e2e-world:$digest

if ! present "$image"; then
  present "$base" || make_base
  docker build --tag "$image" --build-arg "MIRROR=$mirror" "$here" >&2
fi
echo "$image"
