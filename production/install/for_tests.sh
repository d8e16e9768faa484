#!/bin/sh
# What the tests of pages, slides and handouts need, by apt: Chromium, LibreOffice and Poppler. Run by `make test` alone,
# for films need none. What cannot be installed is said, and the tests that need it are skipped.
set -eu

packages=
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    packages=chromium
command -v soffice >/dev/null || packages="$packages libreoffice-impress"
command -v pdftotext >/dev/null || packages="$packages poppler-utils"
packages=${packages# }
[ -n "$packages" ] || exit 0

say() { printf 'for tests: %s\n' "$*"; }
without="tests that need them will be skipped (apt-get install $packages)"
if ! command -v apt-get >/dev/null; then
    say "programs are missing, and there is no apt; $without"
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
    as_root=sudo
else
    say "programs are missing, and neither root nor sudo is at hand; $without"
    exit 0
fi
say "installing $packages"
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0"
$apt update || say 'apt could not renew all its lists; trying with those it has'
# shellcheck disable=SC2086 # one word a package
$apt install --no-install-recommends $packages >/dev/null || say "apt could not install them; $without"
