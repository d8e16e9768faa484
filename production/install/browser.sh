#!/bin/sh
# Chromium for the tests of pages, by apt: run by `make test` alone, for films need none. Where it cannot be installed
# it says so, and those tests are skipped.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then exit 0; fi
done
say() { printf 'browser: %s\n' "$*"; }
without='the tests of pages will be skipped (apt-get install chromium)'

if ! command -v apt-get >/dev/null; then
    say "there is no Chromium and no apt; $without"
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
    as_root=sudo
else
    say "there is no Chromium, and neither root nor sudo is at hand; $without"
    exit 0
fi
say 'installing chromium'
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0"
$apt update || say 'apt could not renew all its lists; trying with those it has'
$apt install --no-install-recommends chromium >/dev/null || say "apt could not install Chromium; $without"
