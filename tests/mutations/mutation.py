"""What a mutation is, and how the film is broken by it and then checked.

Three kinds, by what they change:

- `OfFiles` changes a copy of ``assets``: script, ledger, lists, translations;
- `OfTold` changes a clip as it is told: captions, times, sources;
- `OfShown` changes a clip as it is shown: the frames of a real walk, or, by ``disturb``, the
  real mobjects at the end of a beat, before the rules look.

Each picks its place by a random generator seeded with its own name, and names the rules of
which one must catch it. Caught means: a finding that the unbroken film does not have.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from zlib import crc32

from production.check.finding import Finding
from production.check.looking.shown_clip import ShownClip
from production.check.looking.walker import Sampling, walk
from production.check.reading.project import Project
from production.check.reading.told_clip import ToldClip
from production.check.rule import FilmRule, PictureRule, StoryRule
from production.check.rules.catalog import RULES
from production.check.run import BROKEN, Scope, check
from production.draw.walk import clip_class
from scenes.running_order import RUNNING_ORDER
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES, Request
from scenes.stage.clip import Beat, Clip
from tests.helpers.checking import TODAY, copied, film, of_clip, real
from tests.helpers.walks import walk as walk_of
from tests.helpers.walks import watched_cut

#: Frames of a walk through a clip that is disturbed: the ends of beats, and one every two seconds (a page of sources
#: stands four).
SAMPLES = Sampling(every=2.0)
#: The clip that is walked: it has all that can be broken, from leaders to free molecules.
WALKED = next(entry for entry in RUNNING_ORDER if entry.name == "binding")
CUT = watched_cut(WALKED.name)


@dataclass(frozen=True)
class Mutation:
    """One way to break the film.

    Attributes
    ----------
    name
        What is done, as a sentence's beginning: "speed up a caption".
    caught_by
        Rules of which one must find it.
    """

    name: str
    caught_by: tuple[str, ...]

    @property
    def rng(self) -> Random:
        """Always the same choices."""
        return Random(crc32(self.name.encode()))

    def found(self) -> set[tuple[str, ...]]:
        """What is found in the broken film, and not in the unbroken one."""
        raise NotImplementedError


def keys(findings: Iterable[Finding]) -> set[tuple[str, ...]]:
    """What tells findings apart."""
    return {(f.rule, f.clip, f.beat, f.audience, f.language, f.what) for f in findings}


# --- files --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OfFiles(Mutation):
    """Changes a copy of ``assets``; ``breaks`` gets its folder."""

    breaks: Callable[[Path, Random], None]

    def found(self) -> set[tuple[str, ...]]:
        """Check the broken copy, quickly: no clip is walked."""
        with tempfile.TemporaryDirectory(prefix="film-") as folder:
            assets = copied(Path(folder))
            self.breaks(assets, self.rng)
            return keys(checked(assets, self.caught_by)) - unbroken()


def checked(assets: Path, rules: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What these rules, or all, find in the film with these assets; what cannot be read at all is a finding, too."""
    try:
        project = Project.load(assets, TODAY)
    except FilmError as error:
        return (Finding(BROKEN, "", "", "", "", "", str(error), ""),)
    scope = Scope(languages=tuple(project.scripts), shapes=("landscape",), rules=rules, quick=True)
    return check(project, scope).findings


@cache
def unbroken() -> frozenset[tuple[str, ...]]:
    """What is found in the film as it is."""
    with tempfile.TemporaryDirectory(prefix="film-") as folder:
        return frozenset(keys(checked(copied(Path(folder)))))


# --- clips as they are told ---------------------------------------------------------------------


@cache
def all_told(shape: str = "landscape") -> tuple[ToldClip, ...]:
    """Every clip for every audience, as its script tells it."""
    return tuple(
        of_clip(real(), entry.name, audience, shape) for entry in RUNNING_ORDER for audience in AUDIENCES
    )


@dataclass(frozen=True)
class OfTold(Mutation):
    """Changes one clip as it is told.

    Attributes
    ----------
    wanted
        Which clips it can be done to.
    """

    breaks: Callable[[ToldClip, Random], ToldClip]
    wanted: Callable[[ToldClip], bool] = lambda told: True

    def found(self) -> set[tuple[str, ...]]:
        """Hold the broken clip against the rules on what is told."""
        rng = self.rng
        told = rng.choice([told for told in all_told() if self.wanted(told)])
        return keys(of_told(self.breaks(told, rng))) - keys(of_told(told))


def of_told(told: ToldClip) -> list[Finding]:
    """Findings in one clip as it is told."""
    found = [f for rule in RULES if isinstance(rule, StoryRule) for f in rule.findings(told)]
    return found + [f for rule in RULES if isinstance(rule, FilmRule) for f in rule.findings(film(told))]


# --- clips as they are shown --------------------------------------------------------------------


def picture_rules() -> list[PictureRule]:
    """All rules that look at pictures."""
    return [rule for rule in RULES if isinstance(rule, PictureRule)]


@dataclass(frozen=True)
class OfShown(Mutation):
    """Changes what was seen on a real walk (``breaks``), or the clip itself (``disturb``).

    Attributes
    ----------
    breaks
        Gets the frames of an unbroken walk, returns broken ones.
    disturb
        Gets the clip where it stands at the end of a beat, before the rules look; walking
        again takes some seconds.
    """

    breaks: Callable[[ShownClip, Random], ShownClip] | None = None
    disturb: Callable[[Clip, Beat, Random], None] | None = None

    def found(self) -> set[tuple[str, ...]]:
        """Hold what is shown against the rules on pictures."""
        whole = walk_of(CUT)
        broken = whole if self.breaks is None else self.breaks(whole, self.rng)
        if self.disturb is not None:
            broken = self._walked_again()
        rules = self.rules
        return keys(of_shown(broken, rules)) - keys(of_shown(whole, rules))

    @property
    def rules(self) -> list[PictureRule]:
        """Those that should catch it."""
        return [rule for rule in picture_rules() if rule.name in self.caught_by]

    def _walked_again(self) -> ShownClip:
        disturb, rng = self.disturb, self.rng
        assert disturb is not None
        _, shape, audience = CUT
        base = clip_class(WALKED)

        class Disturbed(base):  # type: ignore[valid-type, misc]
            """The clip, broken at the ends of its beats."""

            def _close(self, beat: Beat) -> None:
                assert disturb is not None
                disturb(self, beat, rng)
                super()._close(beat)

        return walk(real(), Disturbed, Request(audience=audience, shape=shape), self.rules, SAMPLES)


def of_shown(shown: ShownClip, rules: Iterable[PictureRule]) -> list[Finding]:
    """What some rules find in one clip as it is shown."""
    return [f for rule in rules for f in rule.findings(shown)]


