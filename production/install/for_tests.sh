#!/bin/sh
# Programs that only tests need: one that reads pictures, and a player. Run by `make test`, after the set-up.
#
# Where they cannot be installed the tests that need them are skipped, and say so.
set -eu

missing=
command -v tesseract >/dev/null || missing="$missing tesseract-ocr"
command -v cvlc >/dev/null || missing="$missing vlc-bin vlc-plugin-base"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then as_root=; else as_root='sudo -n'; fi
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0"
printf 'tests: installing system packages:%s\n' "$missing"
# shellcheck disable=SC2086 # one word a package
if ! { $apt update && $apt install --no-install-recommends $missing; } >/dev/null 2>&1; then
    printf 'tests: could not install them, some tests are skipped; by hand: apt-get install%s\n' "$missing" >&2
fi
