"""A beat while it is played; and that a clip plays the beats of its script, each once and in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from scenes.script.facts import Ledger
from scenes.script.mistakes import line_of, mistake, one_of
from scenes.script.ranges import in_ranges
from scenes.script.script import END_CARD, BeatScript, ClipScript
from scenes.script.toml_file import no_such
from scenes.script.voice import Speech
from scenes.stage.labels import Label

#: How long before its word a thing begins to come, s.
LEAD: Final = 0.3


class Beat:
    """A beat while it is being played."""

    def __init__(self, script: BeatScript, speech: Speech, start: float, lead: float, language: str = "en") -> None:
        self.language = language
        self.script, self.speech, self.start = script, speech, start
        self.narration_start = start + lead
        self.labels: list[Label] = []

    @property
    def narration_end(self) -> float:
        """When the last word has been said, in the clip's seconds."""
        return self.narration_start + self.speech.duration

    def at(self, share: float) -> float:
        """The clip's time (s) at which this share (0-1) of the narration has been said."""
        return self.narration_start + share * self.speech.duration

    def when(self, phrase: str, share: float) -> float:
        """The clip's time (s) shortly before a phrase of the narration begins: what it names is shown then.

        Parameters
        ----------
        phrase
            English words of the narration, such as ``"stays"``; ``"stays|remains"`` where audiences are told
            different words.
        share
            Where it is said (0-1 of the narration) in a language whose catalog does not say by which words.

        Notes
        -----
        The picture leads the word by `LEAD`, so that what comes has come when its word is heard.
        """
        cues = self.script.cues
        words = next((cues[way] for way in phrase.split("|") if way in cues), "")
        said = self.speech.begins(words) if words else self.speech.said_at(phrase)
        if said is not None:
            return self.narration_start + said - LEAD
        if self.language.partition("-")[0] == "en":
            raise mistake(f"nobody says '{phrase}' in beat {self.script.name}: \"{self.speech.text}\"")
        return self.at(share)

    def word(self, key: str) -> str:
        """What a label says, by its key in the script of this beat."""
        return self.script.labels[one_of(f"label in beat {self.script.name}", key, self.script.labels)]


def poster_is_a_beat(kind: type, script: ClipScript) -> None:
    """See to it that the beat whose last picture becomes a clip's poster is one of its script.

    Raises
    ------
    FilmError
        It is not, with the line of the class that names it.
    """
    name = getattr(kind, "poster_beat", "")
    if name not in script.beat_names:
        raise mistake(no_such("poster beat", name, script.beat_names), line_of(kind, "poster_beat"))


def marks_of(script: ClipScript, beat: BeatScript, ledger: Ledger) -> str:
    """What a beat's picture simplifies, and which sources it rests on; empty if there is nothing to say."""
    facts, words = [ledger[fact] for fact in (*beat.facts, *beat.drawn)], script.words
    parts = []
    if any(fact.simplified for fact in facts):
        parts.append(words["simplified"])
    if any(fact.illustration for fact in facts):
        parts.append(words["illustration"])
    numbers = script.source_numbers(beat.name, ledger)
    if numbers:
        key = "sources" if len(numbers) > 1 else "source"
        parts.append(f"{words[key]} {script.style.listed(in_ranges(numbers))}")
    return " · ".join(parts)


def due(script: ClipScript, played: Sequence[str], name: str) -> BeatScript:
    """The beat that a clip begins to play: the next one of its script.

    Raises
    ------
    FilmError
        It is not: the clip's code names another one.
    """
    names = script.beat_names
    if name not in names and name in script.every_beat:
        raise mistake(f"beat '{name}' is not for this audience: play it only if self.has_beat('{name}')")
    one_of(f"beat of {script.name}", name, names)
    if name in played:
        raise mistake(f"beat '{name}' is played twice: each beat of the script is played once")
    if name != names[len(played)]:
        raise mistake(f"beat '{names[len(played)]}' of the script comes before '{name}', and is not played")
    return script.beat(name)


def all_are_played(names: Sequence[str], played: Sequence[str], construct: Callable[[], object]) -> None:
    """See to it that a clip that has come to its end has played all beats of these names.

    Raises
    ------
    FilmError
        The beat that is missing, with the line where the clip's shot list begins.
    """
    if missing := [name for name in names if name not in played]:
        name = missing[0]
        how = "self.end_card()" if name == END_CARD else f'with self.beat("{name}"):'
        raise mistake(f"beat '{name}' of the script is not played: add `{how}`", line_of(construct))
