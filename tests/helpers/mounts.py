"""Running a command where a folder is another drive: one that is read only, say."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest


def run_with(
    mount: str, folder: Path, command: Sequence[str], cwd: Path, env: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command that alone sees what a shell's words have mounted at ``$1``; skip where a system lets nobody."""
    own = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec"]
    try:
        subprocess.run([*own, mount, "sh", str(folder)], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system lets its users mount nothing")
    script = f'{mount}\nshift\ncd "$1"\nshift\nexec "$@"'
    return subprocess.run(
        [*own, script, "sh", str(folder), str(cwd), *command],
        env=env, capture_output=True, encoding="utf-8", check=False,
    )


#: Mounts a folder where it is, read only.
READ_ONLY = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"'
#: Mounts an empty folder in which nothing can be run.
NO_PROGRAMS = 'mount -t tmpfs -o noexec,size=64m none "$1"'
