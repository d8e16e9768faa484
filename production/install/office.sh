#!/bin/sh
# LibreOffice and Poppler for the tests of slides and handouts, by apt: run by `make test` alone, for films need none.
# Where they cannot be installed it says so, and those tests are skipped.
set -eu

if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then exit 0; fi
packages='libreoffice-impress poppler-utils'
say() { printf 'office: %s\n' "$*"; }
without="the tests of slides and handouts will be skipped (apt-get install $packages)"

if ! command -v apt-get >/dev/null; then
    say "LibreOffice or Poppler is missing, and there is no apt; $without"
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
    as_root=sudo
else
    say "LibreOffice or Poppler is missing, and neither root nor sudo is at hand; $without"
    exit 0
fi
say "installing $packages"
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0"
$apt update || say 'apt could not renew all its lists; trying with those it has'
# shellcheck disable=SC2086 # one word a package
$apt install --no-install-recommends $packages >/dev/null || say "apt could not install them; $without"
