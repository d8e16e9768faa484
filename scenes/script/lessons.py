"""Lesson plans: ``assets/lessons/<language>.toml``, one for each cut of the film, held to the ledger like the script.

A plan says what is to be learned, where to stop the film and what to ask there, and which common misconceptions the
film meets where. Its times follow from the film: minutes are given only for what people do while it stands still.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from scenes.script.errors import FilmError
from scenes.script.facts import Ledger, load_ledger
from scenes.script.questions import TeachingReader, furniture
from scenes.script.toml_file import ROOT, no_such
from scenes.script.translation import SCRIPT_DIR, open_language

LESSONS_DIR: Final = ROOT / "assets" / "lessons"

#: What learners do, by level (Bloom's taxonomy as revised by Anderson and Krathwohl, 2001). A goal begins with one.
BLOOM: Final[Mapping[str, tuple[str, ...]]] = {
    "remember": ("Name", "List", "Recall", "Define"),
    "understand": ("Explain", "Describe", "Summarize", "Tell"),
    "apply": ("Use", "Apply", "Show", "Act", "Read"),
    "analyze": ("Compare", "Distinguish", "Relate", "Trace"),
    "evaluate": ("Judge", "Weigh", "Assess", "Defend"),
    "create": ("Plan", "Write", "Design", "Draw"),
}
#: A stop takes so many minutes at the most, and so does what comes before and after the film.
MOST_MINUTES: Final = 60

#: Words that stand around a plan.
WORDS: Final = (
    "goals", "timing", "before", "film", "stop_at", "after", "minutes", "total", "stops", "ask", "listen",
    "misconceptions", "so", "met_at", *BLOOM,
)

_KEYS: Final = dict.fromkeys(
    ("audience", "title", "before", "before_minutes", "after", "after_minutes", "facts", "goal", "stop",
     "misconception")
)
_GOAL_KEYS: Final = dict.fromkeys(("text", "at", "facts"))
_STOP_KEYS: Final = dict.fromkeys(("at", "minutes", "ask", "listen", "facts"))
_MISCONCEPTION_KEYS: Final = dict.fromkeys(("at", "says", "instead", "facts"))


@dataclass(frozen=True)
class Place:
    """A beat of a clip."""

    clip: str
    beat: str


@dataclass(frozen=True)
class Goal:
    """What somebody can do after the lesson; its first word is the verb, at one of the levels of `BLOOM`."""

    name: str
    text: str
    level: str
    at: Place
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Stop:
    """Where to stop the film, at the end of a beat.

    Attributes
    ----------
    minutes
        How long to talk.
    ask, listen
        What to ask, and what to listen for in the answers.
    """

    name: str
    at: Place
    minutes: int
    ask: str
    listen: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Misconception:
    """What people often think, what is so, and where the film meets it."""

    name: str
    at: Place
    says: str
    instead: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Lesson:
    """The plan for one cut.

    Attributes
    ----------
    name
        The cut's.
    before, after
        What to do before and after the film, in ``before_minutes`` and ``after_minutes``.
    where
        File, key and line, for messages.
    machine
        Where a text of it stands that a machine translated and nobody has reviewed; "" if there is none.
    """

    name: str
    audience: str
    title: str
    before: str
    before_minutes: int
    after: str
    after_minutes: int
    facts: tuple[str, ...]
    goals: tuple[Goal, ...]
    stops: tuple[Stop, ...]
    misconceptions: tuple[Misconception, ...]
    where: str
    machine: str = ""

    @property
    def parts(self) -> tuple[Goal | Stop | Misconception, ...]:
        """Goals, stops and misconceptions."""
        return (*self.goals, *self.stops, *self.misconceptions)

    @property
    def all_facts(self) -> tuple[str, ...]:
        """Ids of all facts that it rests on."""
        return tuple(dict.fromkeys((*self.facts, *(id for part in self.parts for id in part.facts))))


def lesson_names(language: str = "en", root: Path = LESSONS_DIR) -> tuple[str, ...]:
    """Names of the cuts that a language has a plan for."""
    return tuple(open_language(language, root).table("lesson"))


def load_lesson(
    name: str, language: str = "en", root: Path = LESSONS_DIR, ledger: Ledger | None = None,
    scripts: Path = SCRIPT_DIR,
) -> Lesson:
    """The plan for a cut.

    Parameters
    ----------
    root, scripts
        Folders of the language files: of the plans, and of the script whose beats they name.

    Raises
    ------
    FilmError
        One line with file, key and line of what does not resolve.
    """
    file = open_language(language, root)
    plans = file.table("lesson")
    if name not in plans:
        raise FilmError(f"{file.name}: {no_such('lesson', name, plans)}")
    audience = TeachingReader.audience_at(file, ("lesson", name))
    return _Reader(file, audience, ledger or load_ledger(), scripts).lesson(name)


def lesson_words(
    language: str = "en", root: Path = LESSONS_DIR, scripts: Path = SCRIPT_DIR, ledger: Ledger | None = None,
) -> dict[str, str]:
    """The words that stand around the plans of a language, by key; `FilmError` if one is missing."""
    return furniture(language, root, scripts, ledger, WORDS)


class _Reader(TeachingReader):
    """Reads one plan."""

    unit: ClassVar[str] = "section"

    def lesson(self, name: str) -> Lesson:
        path = ("lesson", name)
        self.named(path, _KEYS)
        facts = self.said_facts((*path, "facts"))
        return Lesson(
            name=name,
            audience=self.audience,
            title=self.text((*path, "title"), facts),
            before=self.text((*path, "before"), facts),
            before_minutes=self.minutes((*path, "before_minutes")),
            after=self.text((*path, "after"), facts),
            after_minutes=self.minutes((*path, "after_minutes")),
            facts=facts,
            goals=tuple(self.goal(part) for part in self.parts(path, "goal")),
            stops=tuple(self.stop(part) for part in self.parts(path, "stop")),
            misconceptions=tuple(self.misconception(part) for part in self.parts(path, "misconception")),
            where=self.file.where(*path),
            machine=next(iter(self.machine), ""),
        )

    def parts(self, path: tuple[str, ...], kind: str) -> list[tuple[str, ...]]:
        return [(*path, kind, name) for name in self.file.table(*path, kind)]

    def goal(self, path: tuple[str, ...]) -> Goal:
        self.named(path, _GOAL_KEYS)
        facts = self.said_facts((*path, "facts"))
        text = self.text((*path, "text"), facts)
        # Levels are those of the English verbs; the words of another language are its translator's.
        verb = self.file.english_text((*path, "text"), text).split()[0]
        levels = [level for level, verbs in BLOOM.items() if verb in verbs]
        if not levels:
            known = [verb for verbs in BLOOM.values() for verb in verbs]
            where = self.file.where(*path, "text")
            raise FilmError(f"{where}: a goal begins with what learners do. {no_such('verb', verb, known)}")
        return Goal(path[-1], text, levels[0], self.place((*path, "at")), facts)

    def stop(self, path: tuple[str, ...]) -> Stop:
        self.named(path, _STOP_KEYS)
        facts = self.said_facts((*path, "facts"))
        ask, listen = self.text((*path, "ask"), facts), self.text((*path, "listen"), facts)
        return Stop(path[-1], self.place((*path, "at")), self.minutes((*path, "minutes")), ask, listen, facts)

    def misconception(self, path: tuple[str, ...]) -> Misconception:
        self.named(path, _MISCONCEPTION_KEYS)
        facts = self.said_facts((*path, "facts"))
        says, instead = self.text((*path, "says"), facts), self.text((*path, "instead"), facts)
        return Misconception(path[-1], self.place((*path, "at")), says, instead, facts)

    def place(self, path: tuple[str, ...]) -> Place:
        """A beat, as ``binding.dock``."""
        clip, dot, beat = self.file.text(*path).partition(".")
        if not dot:
            raise FilmError(f"{self.file.where(*path)}: name a clip and a beat, as binding.dock")
        return Place(clip, self.beat_named(path, clip, beat))

    def minutes(self, path: tuple[str, ...]) -> int:
        value = self.file.table(*path[:-1]).get(path[-1])
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_MINUTES:
            raise FilmError(f"{self.file.where(*path)}: give whole minutes from 0 to {MOST_MINUTES}")
        return value
