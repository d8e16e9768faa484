"""Where what is said goes: a person's terminal, a log, or a program that may stop reading."""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from rich.console import Console

#: What a shell shows of a program that was ended because nobody read on; Windows knows no such signal.
_NOBODY_READS: Final = 128 + getattr(signal, "SIGPIPE", 13)


def speak_any_code_page() -> None:
    """Let a sign that the code page lacks become a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def while_somebody_reads() -> Iterator[None]:
    """End without a word when nobody reads on, as in ``render.py list | head``."""
    try:
        yield
    except BrokenPipeError:
        deaf = [stream for stream in (sys.stdout, sys.stderr) if _nobody_reads(stream)]
        if not deaf:
            raise
        for stream in deaf:  # Python would try again when it ends, and complain
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        sys.exit(_NOBODY_READS)


def _nobody_reads(stream: TextIO) -> bool:
    watch = select.poll()
    watch.register(stream, 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in watch.poll(0))


def end_in_good_order_when_told() -> None:
    """Let a polite request to end (SIGTERM), or the end of the terminal (SIGHUP), clean up as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:  # nohup has it ignored, and shall
            signal.signal(number, lambda got, _: sys.exit(128 + got))


def standard_output() -> Console:
    """What writes tables and progress.

    Bars are for a terminal: ``FORCE_COLOR``, which many a build server sets, makes none of a log.
    """
    from rich.console import Console

    class Output(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to `while_somebody_reads`."""
            raise BrokenPipeError

    return Output(force_terminal=sys.stdout.isatty())
