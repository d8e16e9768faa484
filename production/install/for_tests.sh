#!/bin/sh
# Programs that only tests need, by apt: a browser, an office, readers of PDF and of pictures, a player. Run by `make test`, after the
# set-up; films need none. Where they cannot be installed it says so, and the tests that need them are skipped.
set -eu

missing=
need() { # PACKAGES COMMAND...: one of these commands is enough
    packages=$1; shift
    for name in "$@"; do if command -v "$name" >/dev/null; then return 0; fi; done
    missing="$missing $packages"
}
need chromium chromium chromium-browser google-chrome
need libreoffice-impress soffice
need poppler-utils pdftotext
need tesseract-ocr tesseract
need 'vlc-bin vlc-plugin-base' cvlc
need npm npm
[ -n "$missing" ] || exit 0

say() { printf 'tests: %s\n' "$*"; }
by_hand="some tests will be skipped; by hand: apt-get install$missing"
if ! command -v apt-get >/dev/null; then
    say "there is no apt; $by_hand"
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
    as_root=sudo
else
    say "neither root nor sudo is at hand; $by_hand"
    exit 0
fi
say "installing system packages:$missing"
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0"
$apt update || say 'apt could not renew all its lists; trying with those it has'
# shellcheck disable=SC2086 # one word a package
$apt install --no-install-recommends $missing >/dev/null || say "apt could not install them; $by_hand"
