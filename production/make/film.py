"""Whole films: clips one after the other, from what was drawn of them, with joins between.

Nothing of a clip is drawn or encoded again for a film. What a film adds, its opening, its close and
its joins, is kept in the same place as everything else that was drawn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from production.crew.local import Crew, cores
from production.draw.encoder import GroupEncoder, VideoForm
from production.draw.joins import first_of, join_pictures, leaves_of, length_of
from production.finish.reel import Reel, reel, write_files
from production.make.batch import make_all
from production.make.film_story import Part, chapters_of, film_account, parts_of, passages_of
from production.plan.jobs import Job, Outcome, Watcher
from production.plan.keys import Keys, keys_for, versions
from production.plan.task import group_name
from production.store import manifest
from production.store.files import check_writable, claimed, delivered, folder_for
from production.store.packets import Packets, packed, unpacked
from production.store.store import Store
from scenes.running_order import CLOSING, OPENING, Cut, Entry, in_a_film, join_between
from scenes.script.errors import FilmError
from scenes.script.request import Request
from scenes.script.sources import digest, files_of, hash_of


@dataclass(frozen=True)
class Film:
    """A film to be made in one way.

    Attributes
    ----------
    clips
        Its clips in story order, without opening and close.
    """

    cut: Cut
    clips: tuple[Entry, ...]
    request: Request

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Its parts: opening, clips, close."""
        told = replace(self.request, film=tuple(entry.name for entry in self.clips))
        return (
            Job(OPENING, told, alone=False),
            *(Job(entry, self.request, alone=False) for entry in self.clips),
            Job(CLOSING, told, alone=False),
        )

    @property
    def job(self) -> Job:
        """The film as one job, for whoever watches."""
        return Job(Entry(self.cut.name, "", ""), self.request)


@dataclass(frozen=True)
class Join:
    """The pictures between two clips, as a process is asked for them.

    Attributes
    ----------
    name
        Of its pictures in the store: a hash of all that they depend on.
    frames
        How many pictures the film shows of the clip before it.
    """

    before: Job
    after: Job
    name: str
    frames: int


def make_films(
    films: Sequence[Film], out: Path, crews: Callable[[], Crew], watcher: Watcher, *,
    fresh: bool = False,
) -> tuple[Outcome, ...]:
    """Make films: what is missing of their clips is drawn first; one that fails does not stop the others."""
    store = Store()
    outcomes = []
    for film in films:
        begun = time.monotonic()
        try:
            outcome = _make(film, out, crews, watcher, store, fresh)
        except Exception as error:
            outcome = Outcome(film.job, 0.0, error=error)
        outcome = replace(outcome, took=time.monotonic() - begun)
        watcher.end(outcome)
        outcomes.append(outcome)
    return tuple(outcomes)


def _make(
    film: Film, out: Path, crews: Callable[[], Crew], watcher: Watcher, store: Store, fresh: bool
) -> Outcome:
    keys = [keys_for(job.entry, job.request) for job in film.jobs]
    whole, folder = film_keys(film, keys), folder_for(out, film.request)
    path = folder / f"{film.cut.name}.mp4"
    known = None if fresh else manifest.up_to_date(folder, film.cut.name, whole.whole)
    if known is not None:
        return Outcome(film.job, 0.0, path, float(known["seconds"]), path.stat().st_size, kept=True)
    check_writable(folder)
    with crews() as crew:
        outcomes = make_all(film.jobs, out, crew, watcher, store=store, fresh=fresh)
    for outcome in outcomes:
        if outcome.error is not None:
            raise outcome.error
    reels = [
        reel(job.entry, job.request, in_a_film(job.entry, key.beats), store)
        for job, key in zip(film.jobs, keys, strict=True)
    ]
    clips = [(job.entry, part.account) for job, part in zip(film.jobs, reels, strict=True)]
    parts = parts_of(clips, film.request.quality.fps)
    joins = joins_of(film, keys, parts)
    draw_joins(joins, store, fresh)
    length = _write(film, folder, out, whole, reels, parts, joins, store, watcher)
    return Outcome(film.job, 0.0, path, length, path.stat().st_size)


def film_keys(film: Film, keys: Sequence[Keys]) -> Keys:
    """What the files of a film depend on."""
    inputs = {
        "clips": digest([(job.entry.name, key.whole) for job, key in zip(film.jobs, keys, strict=True)]),
        "cut": digest(film.cut.name, [entry.name for entry in film.clips]),
        "joining": hash_of(files_of(["production.make.film"])),
    }
    return Keys((), inputs, versions())


def joins_of(film: Film, keys: Sequence[Keys], parts: Sequence[Part]) -> tuple[Join, ...]:
    """The joins of a film; one that needs no pictures is among them, with none to draw."""
    code = hash_of(files_of(["production.draw.joins"]))
    joins = []
    steps = list(zip(film.jobs, keys, parts, strict=True))
    for (before, this, part), (after, following, _) in pairwise(steps):
        leaves = in_a_film(before.entry, this.beats)[-1].picture
        kind = join_between(before.entry.name, after.entry.name)
        name = digest("join", code, kind, leaves, following.beats[0].picture)
        joins.append(Join(before, after, name, part.frames))
    return tuple(joins)


def groups_of(join: Join) -> list[str]:
    """Names of a join's groups of pictures."""
    form = VideoForm.of(join.before.request)
    count = length_of(join_between(join.before.entry.name, join.after.entry.name), form.fps)
    return [group_name(join.name, number) for number in range(-(-count // form.frames_a_group))]


def draw_joins(joins: Sequence[Join], store: Store, fresh: bool = False) -> None:
    """Draw the joins that are not there yet, on all cores."""
    missing = [join for join in joins if fresh or not all(map(store.has, groups_of(join)))]
    if not missing:
        return
    with ProcessPoolExecutor(min(cores(), len(missing)), mp_context=get_context("spawn")) as pool:
        for pieces in pool.map(drawn_join, missing):
            for name, piece in pieces.items():
                store.put(name, piece)


def drawn_join(join: Join) -> dict[str, bytes]:
    """A join's groups of pictures by their names, encoded."""
    before, after, request = join.before, join.after, join.before.request
    form = VideoForm.of(request)
    leaves = leaves_of(before.entry, before.request, join.frames)
    first = first_of(after.entry, after.request)
    kind = join_between(before.entry.name, after.entry.name)
    pictures = list(join_pictures(kind, leaves, first, request))
    pieces = {}
    for number, name in enumerate(groups_of(join)):
        encoder, start = GroupEncoder(form), number * form.frames_a_group
        for picture in pictures[start : start + form.frames_a_group]:
            encoder.add(picture)
        pieces[name] = packed(encoder.finish())
    return pieces


def _write(
    film: Film, folder: Path, out: Path, keys: Keys, reels: Sequence[Reel], parts: Sequence[Part],
    joins: Sequence[Join], store: Store, watcher: Watcher,
) -> float:
    """Write the film with all that stands beside it; its length, s."""
    groups: list[Packets] = []
    for shown, join in zip(reels, [*joins, None], strict=True):
        groups += shown.groups
        for name in groups_of(join) if join else ():
            piece = store.get(name)
            if piece is None:
                raise FilmError(f"the cache in {store.folder} loses what is put into it")
            groups.append(unpacked(piece))
    account = film_account(parts)
    whole = Reel(account, tuple(groups), reels[0].poster)
    name, seconds = film.cut.name, account.story.duration
    with claimed(out, lambda: watcher.waits(out)):
        with delivered(folder) as making:
            write_files(making, name, whole, film.request, chapters_of(parts), passages_of(parts))
            hashes = {file.name: manifest.hash_of(file) for file in sorted(making.iterdir())}
        entry = manifest.entry_for(
            hashes, key=keys.whole, inputs=keys.inputs, beats={}, versions=keys.versions,
            seconds=seconds, frames=sum(map(len, groups)),
            checked=account.checked.isoformat(), review_by=account.review_by.isoformat(),
            quality=film.request.quality.name,
        )
        manifest.note(folder, name, entry)
    return seconds
