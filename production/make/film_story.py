"""Many clips told as one film: when each begins, what is said when, its chapters and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from production.finish.account import Account
from production.finish.mp4 import Chapter
from production.finish.transcript import Passage
from scenes.running_order import join_between
from scenes.script.entry import Entry
from scenes.script.joins import frames_of
from scenes.script.script import END_CARD
from scenes.script.story import BeatRecord, Story


@dataclass(frozen=True)
class FilmPart:
    """A clip as a part of a film.

    Attributes
    ----------
    account
        All that is to be said of the clip as it stands alone.
    start
        Number of its first picture in the film.
    frames
        How many of its pictures the film shows.
    joined
        Pictures of the join that leads to the next part.
    fps
        Pictures a second.
    """

    entry: Entry
    account: Account
    start: int
    frames: int
    joined: int
    fps: int

    @property
    def beats(self) -> tuple[BeatRecord, ...]:
        """Its beats with their times in the film, s."""
        by = self.start / self.fps
        return tuple(beat.later(by) for beat in shown_beats(self.entry, self.account))

    @property
    def heading(self) -> str:
        """What its chapter is called."""
        story = self.account.story
        return f"{story.number} {story.title}".strip()

    @property
    def seconds(self) -> tuple[float, float]:
        """When it begins and when the next one does, s."""
        return self.start / self.fps, (self.start + self.frames + self.joined) / self.fps


def shown_beats(entry: Entry, account: Account) -> tuple[BeatRecord, ...]:
    """The beats that a film shows: only its last part keeps its end card."""
    beats = account.story.beats
    return tuple(b for b in beats if entry.closes or b.name != END_CARD)


def frames_shown(entry: Entry, account: Account, fps: int) -> int:
    """How many of a clip's pictures a film shows."""
    return round(shown_beats(entry, account)[-1].end * fps)


def parts_of(clips: Sequence[tuple[Entry, Account]], fps: int) -> tuple[FilmPart, ...]:
    """Clips one after the other, with the joins between them."""
    parts: list[FilmPart] = []
    start = 0
    for (entry, account), following in zip(clips, [*clips[1:], None], strict=True):
        joined = 0
        if following is not None:
            joined = frames_of(join_between(entry.name, following[0].name), fps)
        frames = frames_shown(entry, account, fps)
        parts.append(FilmPart(entry, account, start, frames, joined, fps))
        start += frames + joined
    return tuple(parts)


def film_account(parts: Sequence[FilmPart]) -> Account:
    """The film as if it were one clip: what is said and shown, from its first picture to its last."""
    first, accounts = parts[0].account, [part.account for part in parts]
    sources = {source for account in accounts for source in account.story.sources}
    story = Story(
        name="film",
        number="",
        title=first.story.title,
        summary=accounts[-1].story.summary,
        sources=tuple(sorted(sources, key=lambda source: source.number)),
        beats=[beat for part in parts for beat in part.beats],
    )
    return replace(
        first,
        story=story,
        checked=max(account.checked for account in accounts),
        review_by=min(account.review_by for account in accounts),
        speakers=tuple(dict.fromkeys(speaker for account in accounts for speaker in account.speakers)),
        machine=any(account.machine for account in accounts),
        facts=tuple({fact.id: fact for account in accounts for fact in account.facts}.values()),
    )


def chapters_of(parts: Sequence[FilmPart]) -> tuple[Chapter, ...]:
    """One chapter a clip; each opens with the clip's first picture."""
    ends = [after.seconds[0] for _, after in pairwise(parts)] + [parts[-1].seconds[1]]
    return tuple(
        Chapter(part.heading, part.seconds[0], end) for part, end in zip(parts, ends, strict=True)
    )


def passages_of(parts: Sequence[FilmPart]) -> tuple[Passage, ...]:
    """One passage of the transcript a clip."""
    return tuple(Passage(p.entry.name, p.heading, p.seconds[0], p.beats) for p in parts)
