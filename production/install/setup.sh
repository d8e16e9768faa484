#!/bin/sh
# Makes the checkout ready to work: system packages that are missing (by apt), then .venv from requirements.lock.
# Run by `make setup`. When everything is there already it says so and does nothing.
#
# PYTHON, if set, is the Python that .venv is made from.
set -eu
# What a shell or a login sets for other Pythons, and what would send packages elsewhere or choose others than the lock.
# Where packages come from (index, proxy, certificates, wheels kept nearby) stays as this machine is set up.
unset CDPATH PYTHONHOME PYTHONPATH PYTHONUSERBASE PYTHONSTARTUP PYTHONPLATLIBDIR PYTHONOPTIMIZE
unset PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_PYTHON PIP_PLATFORM PIP_PYTHON_VERSION PIP_IMPLEMENTATION PIP_ABI \
    PIP_DRY_RUN PIP_REQUIREMENT PIP_CONSTRAINT PIP_BUILD_CONSTRAINT PIP_EDITABLE PIP_NO_DEPS PIP_NO_BINARY \
    PIP_ONLY_BINARY PIP_CONFIG_SETTINGS PIP_IGNORE_INSTALLED PIP_REQUIRE_VIRTUALENV
cd "$(dirname "$0")/../.."

venv=.venv
installed=$venv/installed.lock   # a copy of the lock that was installed, written last
unfinished=$venv/unfinished      # there while an installation runs; left behind by one that was interrupted
# Build-time helpers of the packages that come as source only: the `build` extra of pyproject.toml and what that needs.
build_tools='cython|meson|meson-python|ninja|packaging|pyproject-metadata|setuptools|wheel'

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
# Without pip it is the environment of another Python than the one that its link leads to by now.
works() { is_new_enough "$1" && "$1" -I -c 'import pip' 2>/dev/null; }
# The pins of a lock; Git or an editor may have ended its lines in another way.
pins() { tr -d '\r' <"$1"; }

if [ ! -e "$unfinished" ] && [ -e "$installed" ] && [ "$(pins requirements.lock)" = "$(pins "$installed")" ] &&
    works "$venv/bin/python"; then
    "$venv/bin/python" -I production/install/scripts.py # the folder may have been moved or copied since
    say 'ready'
    exit 0
fi

case $PWD in *:*) stop "Python cannot work below a folder whose name holds a colon: give another name, then try again ($PWD)" ;; esac

# Somebody else's checkout, a medium that is read only, or what an earlier `sudo make` left.
[ -w . ] || stop "you may not write here, and there is no .venv that works for you: go on in a copy of your own ($PWD)"
[ ! -e "$venv" ] || [ -w "$venv" ] ||
    stop ".venv does not do, and belongs to somebody else: have it removed (sudo rm -r '$PWD/$venv'), then try again"

# --- What the system must have -------------------------------------------------------------------

find_python() { # into $python; `false` when there is none
    if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.13 python3.12 python3.11 /usr/bin/python3; fi
    for python; do
        if is_new_enough "$python"; then return; fi
    done
    python=false
}

can_compile() {
    # The compiler that Python would call; the name may carry options.
    compiler=${CC:-$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("CC") or "cc")' 2>/dev/null || echo cc)}
    printf '#include <stdio.h>\nint main(void) { return 0; }\n' | $compiler -x c - -o /dev/null 2>/dev/null
}

need() { # description, Debian packages
    missing="${missing:+$missing, }$1"
    packages="$packages $2"
}

# On Linux pycairo and ManimPango come as source only and are built against the system's Cairo and Pango.
# Away from x86-64 (not tried) so do glcontext and moderngl, which Manim imports though Cairo draws.
look_for_what_is_missing() {
    missing=
    packages=
    find_python
    [ "$python" != false ] || need 'Python 3.11 or newer' 'python3'
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need "Python's venv module" 'python3-venv'
    "$python" -c 'import os, sys, sysconfig
header = os.path.join(sysconfig.get_path("include"), "Python.h")
sys.exit(not os.path.exists(header))' 2>/dev/null || need "Python's C headers" 'python3-dev'
    can_compile || need 'a C compiler' 'gcc libc6-dev'
    command -v pkg-config >/dev/null || need 'pkg-config' 'pkg-config'
    pkg-config --exists cairo 2>/dev/null || need "Cairo's development files" 'libcairo2-dev'
    if [ "$(uname -s)" = Linux ]; then
        pkg-config --exists pangocairo pangoft2 fontconfig harfbuzz 2>/dev/null ||
            need "Pango's development files" 'libpango1.0-dev'
        if [ "$(uname -m)" != x86_64 ]; then
            command -v c++ >/dev/null || need 'a C++ compiler' 'g++'
            pkg-config --exists gl egl x11 2>/dev/null ||
                need "OpenGL's, EGL's and X11's development files" 'libgl-dev libegl-dev libx11-dev'
        fi
    fi
    packages=${packages# }
}

install_packages() {
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
        as_root=sudo
    else
        stop "these system packages are missing, and neither root nor sudo is at hand; have them installed, then try again: apt-get install $packages"
    fi
    say "installing system packages: $packages"
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0"
    $apt update || say 'apt could not renew all its lists; trying with those it has'
    # shellcheck disable=SC2086 # one word a package
    $apt install --no-install-recommends $packages >/dev/null ||
        stop "apt could not install them; install these by hand, then try again: $packages"
}

look_for_what_is_missing
if [ -n "$missing" ] && command -v apt-get >/dev/null; then
    install_packages
    look_for_what_is_missing
fi
[ -z "$missing" ] || stop "this system still lacks: $missing (install that, then try again; PYTHON=… chooses another Python)"

# --- The Python packages -------------------------------------------------------------------------

# What an interrupted installation left behind, or an environment whose Python is gone, is not worth mending.
if [ -e "$unfinished" ] || ! works "$venv/bin/python"; then
    say "making $venv with $("$python" --version)"
    rm -rf "$venv"
    mkdir "$venv"
    : >"$unfinished"
    "$python" -m venv "$venv"
fi
: >"$unfinished"
rm -f "$installed"

# Build tools first, and no isolated builds: an isolated build would fetch its tools unpinned.
PATH=$PWD/$venv/bin:$PATH
export PATH PIP_DISABLE_PIP_VERSION_CHECK=1
# What is built is tried out on the spot: not where a hardened machine runs no programs (`noexec`).
runs_programs() {
    trial=$(mktemp) && printf '#!/bin/sh\n' >"$trial" && chmod +x "$trial" && "$trial"
    set -- $?
    rm -f "${trial:-}"
    return "$1"
}
if ! runs_programs 2>/dev/null; then
    TMPDIR=$PWD/$venv/tmp
    export TMPDIR
    mkdir -p "$TMPDIR"
fi
# From --no-user on it says what is so without a word, lest a pip.conf says otherwise.
pip_install() {
    "$venv/bin/python" -I -m pip install --quiet --require-hashes --no-build-isolation --no-user --target '' \
        --prefix "$PWD/$venv" --root / --no-binary :none: --only-binary :none: -r "$1"
}
say 'installing the Python packages in requirements.lock (some minutes)'
awk -v names="^($build_tools)==" '/^[^ #]/ { keep = $0 ~ names } keep' requirements.lock >"$venv/build-tools.lock"
pip_install "$venv/build-tools.lock" && pip_install requirements.lock ||
    stop 'the Python packages could not be installed; the lines above say why'

# Plain `manim scenes/binding.py Binding` finds `scenes` and `assets` by this line (relative, so the checkout may move).
"$venv/bin/python" - <<'PYTHON'
import os, pathlib, sysconfig
packages = pathlib.Path(sysconfig.get_path("purelib"))
(packages / "film-checkout.pth").write_text(os.path.relpath(os.getcwd(), packages) + "\n")
PYTHON

"$venv/bin/python" -I production/install/scripts.py
cp requirements.lock "$installed.new"
mv "$installed.new" "$installed"
rm -rf "$unfinished" "$venv/tmp"
say 'ready'
