"""Where finished files go, and how they get there: all of a clip's, or none."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from scenes.script.errors import FilmError
from scenes.script.request import Request

_MAKING: Final = ".making-"
_CLAIM: Final = ".claim"
_BEFORE: Final = "~before"
#: What the system says of a disk that does not hold what was written; other drives do not know the question.
_LOST: Final = (errno.EIO, errno.ENOSPC, errno.EDQUOT)
#: What it says where a file cannot be made or named.
_REFUSED: Final = (
    errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO, errno.EFBIG, errno.EBUSY, errno.EEXIST, errno.EINVAL,
    errno.ENAMETOOLONG, errno.ETXTBSY,
)
#: What it says of a medium that is read only, and of somebody else's folder.
_NOT_OURS: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
#: Seconds after which an unfinished delivery is taken for abandoned: a day.
_STALE: Final = 86_400


def folder_for(out: Path, request: Request, *, loops: bool = False) -> Path:
    """``out/<language>/<audience>/<shape>``; below it ``loops``, and ``captioned`` with captions in the picture."""
    folder = out / request.language / request.audience / request.shape
    if loops:
        return folder / "loops"
    return folder / "captioned" if request.in_picture else folder


@contextmanager
def delivered(folder: Path) -> Iterator[Path]:
    """A place to write files that appear in ``folder`` together, once they are all done.

    They are written into a hidden folder beside their final places, and moved by renaming, so
    that nobody ever finds half a file under a final name. If anything goes wrong the hidden
    folder goes, and files made earlier stay as they were.

    Raises
    ------
    FilmError
        The folder cannot be written, or the disk is full.
    """
    making = _begin(folder)
    try:
        with writing_into(folder):
            yield making
            for file in sorted(making.iterdir()):
                _settle(file)
            for file in sorted(making.iterdir()):
                _name(file, folder / file.name)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def check_writable(folder: Path) -> None:
    """Find out whether files can be made in a folder, before any work is done for it.

    Raises
    ------
    FilmError
        They cannot.
    """
    shutil.rmtree(_begin(folder), ignore_errors=True)


def _begin(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        return Path(mkdtemp(prefix=_MAKING, dir=folder))
    except OSError as error:
        way_out = "; --out names another folder" if error.errno in _NOT_OURS else ""
        raise FilmError(f"cannot write into {folder}: {reason(error)}{way_out}") from error


@contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """Say in one line what the system says against writing into a folder."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise FilmError(f"cannot write into {folder}: the disk is full") from error
        if error.errno in _REFUSED:
            raise FilmError(f"cannot write into {folder}: {reason(error)}") from error
        raise


@contextmanager
def claimed(folder: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Have a folder to oneself: another run that wants to write there as well waits until this one is over.

    The claim ends with the process, however it ends. Where the system or the folder knows no locks,
    there is none; nothing worse can happen then than that a clip is made twice.

    Parameters
    ----------
    on_wait
        Called once if another run is there.
    """
    try:
        import fcntl

        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / _CLAIM).open("a")
    except (ImportError, OSError):  # whoever writes here next will say what is wrong
        yield
        return
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            pass
        yield


def _sweep(folder: Path) -> None:
    """Remove what a killed run left behind, once it is too old to belong to a running one."""
    for left in folder.glob(f"{_MAKING}*"):
        with suppress(FileNotFoundError):  # another run has swept it meanwhile
            if time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)


def reason(error: OSError) -> str:
    """What the system says of an error, without its number."""
    return (error.strerror or str(error)).lower()


def url_of(path: Path) -> str:
    """A path for FFmpeg, which would else take ``2026-11:week`` for a protocol and a place there."""
    return f"file:{path}"


def _settle(file: Path) -> None:
    """Make sure that a file has reached the disk before it gets its name, as far as its drive can tell."""
    with suppress(OSError):  # a drive without Unix permissions: everybody may read it anyway
        file.chmod(0o644)
    with file.open("rb+") as handle:
        try:
            os.fsync(handle.fileno())
        except OSError as error:
            if error.errno in _LOST:
                raise


def _name(file: Path, final: Path) -> None:
    """Give a file its name; where a drive renames onto no other file, that one steps aside until it is done."""
    try:
        os.replace(file, final)
    except OSError:
        if not final.is_file():
            raise
        before = file.with_name(file.name + _BEFORE)
        os.rename(final, before)
        try:
            os.rename(file, final)
        except OSError:
            os.rename(before, final)
            raise
