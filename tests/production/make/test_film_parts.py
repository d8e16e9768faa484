"""A film is its clips: lengths, chapters, joins, sources."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from production.draw.joins import Leaves, join_pictures
from production.draw.picture import Picture
from production.finish.account import Account
from production.make.film_story import chapters_of, film_account, parts_of, shown_beats
from scenes.running_order import CLOSING, CUTS, JOINS, OPENING, RUNNING_ORDER, join_between
from scenes.script.entry import Entry
from scenes.script.facts import load_ledger
from scenes.script.joins import Dissolve, GoesOn, Zoom, frames_of
from scenes.script.request import AUDIENCES, Quality, Request
from scenes.script.script import END_CARD, clip_names, load_clip_script
from tests.clips.tiny import FOLLOWING, TINY
from tests.helpers.drawn import account_of, edge_pictures, leaves_of

SMALL = Request(quality=Quality("film", 108, 15))
FPS = 15


@pytest.fixture(scope="module")
def told() -> Account:
    return account_of(TINY, SMALL)


@pytest.fixture(scope="module")
def leaves() -> Leaves:
    return leaves_of(TINY, SMALL)


def shown(account: Account) -> int:
    return round(shown_beats(TINY, account)[-1].end * FPS)


def named(*names: str) -> tuple[Entry, ...]:
    return tuple(Entry(name, "1", TINY.target) for name in names)


def away(one: Picture, other: Picture) -> float:
    """How far two pictures are apart: the mean over all pixels, 0-255."""
    return float(np.abs(one.astype(int) - other).mean())


@pytest.mark.parametrize("entry", [OPENING, *RUNNING_ORDER], ids=lambda entry: entry.name)
def test_the_first_picture_of_a_file_is_not_empty(entry: Entry) -> None:
    # It is what players and slides show before anybody presses play.
    film = tuple(one.name for one in RUNNING_ORDER) if entry is OPENING else ()
    picture = edge_pictures(entry, replace(SMALL, film=film), whole=False)["first"][:, :, :3].astype(int)
    assert float((abs(picture - picture[0, 0]).max(axis=2) > 60).mean()) > 0.008


# --- one story -----------------------------------------------------------------------------------


def test_a_film_is_as_long_as_its_parts_and_joins(told: Account) -> None:
    parts = parts_of([(entry, told) for entry in named("one", "two", "three")], FPS)
    joined = frames_of(Dissolve(), FPS)
    assert [part.frames for part in parts] == [shown(told)] * 3
    assert [part.joined for part in parts] == [joined, joined, 0]
    assert [part.start for part in parts] == [i * (shown(told) + joined) for i in range(3)]


def test_chapters_open_at_each_clips_first_picture_and_leave_no_gap(told: Account) -> None:
    parts = parts_of([(entry, told) for entry in named("one", "two")], FPS)
    chapters = chapters_of(parts)
    assert [c.start for c in chapters] == [part.start / FPS for part in parts]
    assert all(a.end == b.start for a, b in pairwise(chapters))
    assert chapters[-1].end == pytest.approx(parts[-1].beats[-1].end)


def test_words_keep_their_place_within_their_clip(told: Account) -> None:
    first, second = parts_of([(entry, told) for entry in named("one", "two")], FPS)
    for alone, later in zip(shown_beats(TINY, told), second.beats, strict=True):
        assert later.narration_start - second.start / FPS == pytest.approx(alone.narration_start)
    assert first.beats == shown_beats(TINY, told)


def test_only_the_close_keeps_its_end_card(told: Account) -> None:
    assert END_CARD not in [beat.name for beat in shown_beats(TINY, told)]
    assert END_CARD in [beat.name for beat in shown_beats(CLOSING, told)]


def test_the_film_is_as_old_as_its_oldest_fact_and_names_all_sources(told: Account) -> None:
    account = film_account(parts_of([(entry, told) for entry in named("one", "two")], FPS))
    assert account.review_by == told.review_by
    assert account.story.sources == told.story.sources
    assert len(account.story.beats) == 2 * len(shown_beats(TINY, told))


# --- joins ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "join",
    [
        Dissolve(),
        Zoom(4.0, ((0.5, 0.5),) * 3, ((0.4, 0.6),) * 3),
        Zoom(0.2, ((0.5, 0.5),) * 3, ((0.1, 0.5),) * 3),
        Zoom(1.0, ((0.5, 0.5),) * 3, ((0.6, 0.5),) * 3),
    ],
    ids=["dissolve", "zoom in", "zoom out", "slide"],
)
def test_a_join_begins_with_the_one_picture_and_ends_with_the_other(
    leaves: Leaves, join: Dissolve | Zoom
) -> None:
    first = edge_pictures(FOLLOWING, SMALL, whole=False)["first"]
    pictures = list(join_pictures(join, leaves, first, SMALL))
    assert len(pictures) == frames_of(join, FPS) > 0
    whole = away(leaves.last, first)
    assert away(leaves.last, pictures[0]) < 0.25 * whole
    assert away(pictures[-1], first) < 0.25 * whole
    steps = [away(a, b) for a, b in pairwise([leaves.last, *pictures, first])]
    assert max(steps) < 4  # of 255: nothing jumps


def test_the_last_picture_loses_its_words_and_nothing_else(leaves: Leaves) -> None:
    changed = np.abs(leaves.last.astype(int) - leaves.bare).sum(axis=2) > 0
    assert 0.002 < changed.mean() < 0.15
    assert not changed[45:60].all(axis=0).any()


def test_a_clip_that_goes_on_needs_no_pictures_between(leaves: Leaves) -> None:
    assert list(join_pictures(GoesOn(), leaves, leaves.last, SMALL)) == []


# --- the films as data ---------------------------------------------------------------------------


def test_films_are_made_of_clips_that_there_are_in_story_order() -> None:
    order = [entry.name for entry in RUNNING_ORDER]
    for cut in CUTS:
        assert set(cut.clips) <= set(order)
        assert list(cut.clips) == [name for name in order if name in cut.clips]


def test_joins_stand_between_clips_that_follow_each_other() -> None:
    order = [OPENING.name, *(entry.name for entry in RUNNING_ORDER), CLOSING.name]
    assert set(JOINS) <= set(pairwise(order))
    assert isinstance(join_between("anything", "else"), Dissolve)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_source_has_one_number_in_all_clips(audience: str) -> None:
    ledger = load_ledger()
    numbers: dict[str, int] = {}
    for clip in clip_names():
        for source in load_clip_script(clip, audience=audience).sources(ledger):
            assert numbers.setdefault(source.id, source.number) == source.number
    assert len(set(numbers.values())) == len(numbers)
