"""What there is: clips in story order with their titles, lengths and beats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from multiprocessing import get_context

from production.report import one_line
from production.transcript import clock
from production.walk import Account, account_of
from scenes.running_order import Entry
from scenes.stage.errors import FilmError
from scenes.stage.request import QUALITIES, Request


def listing(
    entries: Iterable[Entry], audiences: Sequence[str], language: str, processes: int = 1
) -> Iterator[str]:
    """Lines to print: a heading for each clip, then two lines for each audience.

    Raises
    ------
    FilmError
        At the end, if a clip could not be gone through; the others are listed all the same.
    """
    pairs = list(product(entries, audiences))
    failed, heading = 0, ""
    for (entry, audience), account in zip(pairs, _accounts(pairs, language, processes), strict=True):
        if entry.name != heading:
            heading = entry.name
            yield f"{entry.number or '·'}  {entry.name}"
        if isinstance(account, Exception):
            failed += 1
            yield f"   {audience:<8} FAILED: {one_line(account)}"
            continue
        story = account.story
        yield f"   {audience:<8} {clock(story.duration)}  {story.title}: {account.subtitle}"
        yield " " * 17 + " ".join(beat.name for beat in story.beats)
    if failed:
        raise FilmError("Not every clip can be played.")


def _accounts(
    pairs: Sequence[tuple[Entry, str]], language: str, processes: int
) -> Iterator[Account | Exception]:
    """Go through clips, several at a time; the accounts come in order, errors among them."""
    ask = partial(_account, language)
    if min(processes, len(pairs)) < 2:
        yield from map(ask, pairs)
        return
    per_process = max(1, len(pairs) // len({entry.name for entry, _ in pairs}))
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        # A clip for all its audiences in one process: they share what is costly to build.
        yield from pool.map(ask, pairs, chunksize=per_process)


def _account(language: str, pair: tuple[Entry, str]) -> Account | Exception:
    entry, audience = pair
    try:
        return account_of(entry, Request(language, audience, quality=QUALITIES["draft"]))
    except Exception as error:
        return error
