"""Folders for what is needed only while somebody works: they go with whoever made them, however that ends."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import IO, Final

_PREFIX: Final = "film-"
_CLAIM: Final = ".claim"
#: So long a folder may be there before its maker has claimed it, s.
_YOUNG: Final = 60


class Scratch(TemporaryDirectory[str]):
    """A folder that is removed when this process ends; if that was killed, by the next one that needs a folder.

    Its maker keeps a file in it locked. The lock ends with the process, wherever on this machine that was: a number
    of a process would mean another one in another container.
    """

    def __init__(self) -> None:
        _sweep(Path(gettempdir()))
        super().__init__(prefix=_PREFIX, ignore_cleanup_errors=True)
        self.path = Path(self.name)
        self._claim = (self.path / _CLAIM).open("ab")
        _claimed(self._claim)

    def cleanup(self) -> None:
        """Remove the folder, now."""
        self._claim.close()
        super().cleanup()


@contextmanager
def all_in_one() -> Iterator[None]:
    """Have all temporary files and folders of this process made in one folder, which goes as a `Scratch` does."""
    before = tempfile.tempdir
    with ExitStack() as stack:
        with suppress(OSError):  # whoever needs a folder will say what is wrong
            tempfile.tempdir = stack.enter_context(Scratch())
        try:
            yield
        finally:
            tempfile.tempdir = before


def _sweep(temporary: Path) -> None:
    """Remove the folders whose makers are gone."""
    for claim in temporary.glob(f"{_PREFIX}*/{_CLAIM}"):
        try:
            with claim.open("rb+") as held:
                gone = time.time() - claim.stat().st_mtime > _YOUNG and _claimed(held)
        except OSError:  # somebody else's, or just removed
            continue
        if gone:
            shutil.rmtree(claim.parent, ignore_errors=True)


def _claimed(file: IO[bytes]) -> bool:
    """Lock a file; whether that could be done: not if another process has, nor where there are no locks."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
