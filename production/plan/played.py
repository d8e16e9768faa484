"""What is known of the beats of a clip that was played before, and of which pieces they consist."""

from __future__ import annotations

import json
from collections.abc import Sequence

from production.plan import piece_names
from production.plan.beats import PlannedBeat
from production.plan.form import VideoForm
from production.plan.score import Score
from production.store.pieces import Pieces
from scenes.script.story import BeatRecord, record_of


class MissingError(Exception):
    """Pieces that are needed are missing or spoilt."""


def records_of(score: Score, pieces: Pieces) -> list[BeatRecord | None]:
    """The record of each beat of a clip, or None where nobody has played it."""
    found: list[BeatRecord | None] = []
    for planned, beat, speech in zip(score.beats, score.script.beats, score.speeches, strict=True):
        piece = pieces.get(piece_names.record(planned.times))
        found.append(None if piece is None else record_of(beat, speech, score.ledger, **json.loads(piece)))
    return found


def groups_of(beat: PlannedBeat, start: float, end: float, form: VideoForm) -> list[str]:
    """Names of the groups of pictures of a beat that fills the time from ``start`` to ``end`` (s)."""
    frames = round(end * form.fps) - round(start * form.fps)
    return [piece_names.group(beat.picture, number) for number in range(form.groups(frames))]


def edges_of(score: Score) -> dict[str, str]:
    """Names of the pictures at which a film joins a clip to others, by what they are: first, last and bare."""
    begins, ends = score.beats[0].picture, score.shown[-1].picture
    return {
        "first": piece_names.first(begins), "last": piece_names.last(ends), "bare": piece_names.bare(ends)
    }


def loop_edges(beats: Sequence[PlannedBeat]) -> frozenset[str]:
    """Names of the pictures between which a loop gives way: where beats are left out, and from its end to its begin."""
    joined = [(a, b) for a, b in zip(beats, [*beats[1:], beats[0]], strict=True) if b.number != a.number + 1]
    return frozenset(
        name for a, b in joined for name in (piece_names.last(a.picture), piece_names.first(b.picture))
    )
