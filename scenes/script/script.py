"""The script: every word the film says or shows, by clip, beat and audience.

``assets/script/en.toml`` holds the words, a catalog beside it those of another language, and the ledger fills in
their numbers. What a clip gets is a `ClipScript` for one language and one audience, with nothing left to resolve.

A script is refused, with file, key and line, when a beat rests on a fact that is missing or too weak, when
a number is typed by hand, when a key is not known: a film with an unsourced number cannot be rendered. Nor can one
with a word in its pictures that has a letter which is not in the film's font.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from scenes.script.errors import FilmError
from scenes.script.facts import Ledger, Source, load_ledger, placeholders
from scenes.script.font import lacking
from scenes.script.known_names import known_names, typed_digits
from scenes.script.language.numbers import ENGLISH, NumberStyle, Value
from scenes.script.language.words import joined
from scenes.script.request import AUDIENCES
from scenes.script.toml_file import TomlFile, nearest, no_such
from scenes.script.translation import (
    SCRIPT_DIR,
    Translation,
    in_ledger,
    languages,
    ledger_fault,
    number_style,
    open_language,
)
from scenes.script.version import VERSION

ROLES = (
    "antibody", "cd22", "payload", "dna", "clathrin", "nucleus", "cell", "liver", "blast", "healthy",
)
"""Actors whose color a word of a summary can take, as ``[drug](payload)``."""

END_CARD = "end_card"

_MARK = re.compile(r"\[([^\[\]()]+)\]\(([^\[\]()]*)\)")
_CLIP_KEYS = dict.fromkeys(("title", "subtitle", "summary", "beat"))
_BEAT_KEYS = dict.fromkeys((*AUDIENCES, "audiences", "chapter", "leavable", "seen", "facts", "drawn", "labels"))


def chapter_name(beat: str) -> str:
    """A beat's name as a title: ``end_card`` becomes ``End card``."""
    return beat.replace("_", " ").capitalize()


@dataclass(frozen=True)
class BeatScript:
    """The words of one beat.

    Parameters
    ----------
    narration
        What is said.
    seen
        What is seen, for people who cannot see it.
    labels
        Words in the picture, by key.
    facts, drawn
        Ids of the ledger entries that the words, and the drawing alone, rest on.
    leavable
        Whether a loop for silent screens may leave it out.
    chapter
        What it is called where people choose a moment: in players, transcripts and pages.
    cues
        In another language, the words of the narration that say English ones by which the clip shows something.
    """

    name: str
    narration: str
    seen: str
    labels: Mapping[str, str]
    facts: tuple[str, ...]
    drawn: tuple[str, ...]
    leavable: bool = False
    chapter: str = ""
    cues: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Its name for people: its chapter, or what its name says."""
        return self.chapter or chapter_name(self.name)


@dataclass(frozen=True)
class ClipScript:
    """The words of one clip in one language for one audience; its last beat is the end card."""

    name: str
    title: str
    subtitle: str
    summary: str
    beats: tuple[BeatScript, ...]
    words: Mapping[str, str]
    lead: str = ""
    """The first words of the title, where it is a question: they are written lighter than the rest."""
    every_beat: tuple[str, ...] = ()
    """Names of the beats of all audiences."""
    style: NumberStyle = ENGLISH
    """How its language writes numbers and dates."""
    machine: str = ""
    """Where a text of it stands that a machine translated and nobody has reviewed; "" if there is none."""
    in_ledger: Mapping[str, str] = field(default_factory=dict)
    """In another language, what the ledger says of this clip in words, as `Ledger.told` takes it."""

    def beat(self, name: str) -> BeatScript:
        """Return a beat by name; `FilmError` lists what there is."""
        for beat in self.beats:
            if beat.name == name:
                return beat
        raise FilmError(no_such(f"beat of {self.name}", name, self.beat_names))

    @property
    def kept(self) -> tuple[str, ...]:
        """Names of the beats that a loop shows."""
        return tuple(beat.name for beat in self.beats if not beat.leavable)

    @property
    def beat_names(self) -> tuple[str, ...]:
        """Names of the beats, in order."""
        return tuple(beat.name for beat in self.beats)

    def told(self, ledger: Ledger) -> Ledger:
        """The ledger in the language of these words, as far as they need it."""
        return ledger.told(self.in_ledger)

    def sources(self, ledger: Ledger) -> tuple[Source, ...]:
        """List the sources of what is said, in order of their numbers."""
        told = self.told(ledger)
        used = {source for beat in self.beats for id in beat.facts for source in told[id].sources}
        return tuple(sorted(used, key=lambda source: source.number))

    def source_numbers(self, beat: str, ledger: Ledger) -> tuple[int, ...]:
        """Numbers of the sources that one beat rests on."""
        used = {source.number for id in self.beat(beat).facts for source in ledger[id].sources}
        return tuple(sorted(used))


def plain(text: str) -> str:
    """Strip the color marks from a text: ``[drug](payload)`` becomes ``drug``."""
    return _MARK.sub(r"\1", text)


def dated(words: Mapping[str, str], checked: date, style: NumberStyle = ENGLISH) -> str:
    """Say when facts were last checked, and which version of the film this is, in the film's own ``words``."""
    return f"{words['checked']} {style.month(checked)} · {words['version']} {VERSION}"


def notice_of(words: Mapping[str, str], machine: object) -> str:
    """That it does not advise; and, if it is so, that a ``machine`` has translated it and nobody has reviewed that."""
    return f"{words['notice']} {words['machine_translation']}." if machine else words["notice"]


def clip_names(language: str = "en", root: Path = SCRIPT_DIR) -> tuple[str, ...]:
    """Return the names of the clips that a language's script holds, in the file's order."""
    return tuple(open_language(language, root).table("clip"))


def load_clip_script(
    clip: str,
    language: str = "en",
    audience: str = "patient",
    root: Path = SCRIPT_DIR,
    ledger: Ledger | None = None,
) -> ClipScript:
    """Load the words of a clip, numbers filled in.

    Parameters
    ----------
    clip, language, audience
        What to load: a clip of the script, a language that has a file, one of `AUDIENCES`.
    root
        Folder of the language files.
    ledger
        Where numbers come from; the film's own ledger if left out.

    Raises
    ------
    FilmError
        One line with file, key and line of what does not resolve.
    """
    if audience not in AUDIENCES:
        raise FilmError(no_such("audience", audience, AUDIENCES))
    return _clip_script(open_language(language, root), audience, ledger or load_ledger(), clip)


@lru_cache(maxsize=512)
def _clip_script(file: TomlFile, audience: str, ledger: Ledger, clip: str) -> ClipScript:
    """The words of a clip, read once for the many who ask: rules, questions, lessons, pages."""
    return _ScriptReader(file, audience, ledger).clip(clip)


def validate_all(root: Path = SCRIPT_DIR, ledger: Ledger | None = None) -> None:
    """Resolve every clip for every audience of every language; `FilmError` on the first fault."""
    for language in languages(root):
        for clip in clip_names(language, root):
            for audience in AUDIENCES:
                load_clip_script(clip, language, audience, root, ledger)


class LanguageReader:
    """Reads a file of words in one language for one audience.

    Attributes
    ----------
    unit
        What lists the facts that a text takes its numbers from, as messages call it.
    way_out
        What to do with a fact that is too weak to be said.
    """

    unit: ClassVar[str] = "beat"
    way_out: ClassVar[str] = "list it under drawn, do not say it"

    def __init__(self, file: TomlFile, audience: str, ledger: Ledger, script: TomlFile | None = None) -> None:
        self.file, self.audience, self.ledger, self.names = file, audience, ledger, known_names()
        self.language = file.text("language", "code")
        # Number words, and what the ledger says in words, are the script's in every file of a language.
        self.script = script or file
        self.machine: list[str] = []
        self.style, self.told = number_style(self.script), ledger.told(in_ledger(self.script))

    def for_audience(self, path: tuple[str, ...]) -> tuple[tuple[str, ...], Any]:
        """Follow a path, and the audience's own key below it where there is one."""
        value = self.file.table(*path[:-1]).get(path[-1])
        if not isinstance(value, dict):
            return path, value
        self.known_keys(path, dict.fromkeys(AUDIENCES))
        return (*path, self.audience), value.get(self.audience)

    def words(self, path: tuple[str, ...], facts: tuple[str, ...], marks: bool = False, drawn: bool = True) -> str:
        """Return a text, checked and filled, on one line; one that is ``drawn`` has only letters of the film's font."""
        path, value = self.for_audience(path)
        where = self.file.where(*path)
        if value is None:
            raise FilmError(f"{where}: this text is missing")
        if not isinstance(value, str) or not value.strip():
            raise FilmError(f"{where}: must be text in quotes, and not empty")
        if fault := self.file.fault(*path):
            raise FilmError(f"{where}: {fault}")
        text = " ".join(value.split())
        for item in placeholders(text, where):
            if item.fact not in self.ledger:
                continue  # `fill` says so
            if item.fact not in facts:
                unlisted = f"'{item.fact}' is not listed in the {self.unit}'s facts"
                raise FilmError(f"{where}: {item.text} is used, but {unlisted}")
            for key, value in self.ledger[item.fact].values.items():
                if item.key in (key, None) and (fault := ledger_fault(self.script, f"facts.{item.fact}.{key}", value)):
                    raise FilmError(fault)
        if digits := typed_digits(plain(text), self.names):
            raise FilmError(f"{where}: '{digits}' is typed by hand; numbers come from the ledger, as {{fact.key}}")
        self.check_marks(text, where, marks)
        if isinstance(self.file, Translation):
            if moved := self.file.moved(path, self.ledger, self.style):
                raise FilmError(f"{where}: {moved}")
            self.machine += [] if self.file.reviewed(path) else [where]
        filled = self.told.fill(text, where, self.style)
        if drawn and (gone := lacking(filled, self.language)):
            raise FilmError(f"{where}: {gone}")
        return filled

    def check_marks(self, text: str, where: str, marks: bool) -> None:
        """`FilmError` on a color mark that is malformed, or stands where there are none."""
        for word, role in _MARK.findall(text) if marks else []:
            if role not in ROLES:
                raise FilmError(f"{where}: [{word}]: {no_such('color', role, ROLES)}")
        rest = _MARK.sub("", text) if marks else text
        if "[" in rest or "]" in rest:
            rule = "a color mark is written [word](role)" if marks else "no [ or ] here; only a summary has color marks"
            raise FilmError(f"{where}: {rule}")

    def fact_ids(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of facts that the ledger holds."""
        path, value = self.for_audience(path)
        where = self.file.where(*path)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(id, str) for id in value):
            raise FilmError(f"{where}: must be a list of fact ids in quotes")
        for id in value:
            if id not in self.ledger:
                raise FilmError(f"{where}: {no_such('fact', id, self.ledger.facts)}")
        return tuple(value)

    def said_facts(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of facts that may be said."""
        facts = self.fact_ids(path)
        for id in facts:
            if not self.ledger[id].citable:
                problem = f"fact '{id}' is {self.ledger[id].confidence}: {self.way_out}"
                raise FilmError(f"{self.file.where(*path)}: {problem}")
        return facts

    def known_keys(self, path: tuple[str, ...], known: Mapping[str, Any]) -> None:
        """`FilmError` where a section holds a key that means nothing."""
        for key in self.file.table(*path):
            if key not in known:
                raise FilmError(f"{self.file.where(*path, key)}: unknown key{nearest(key, known)}")


class _ScriptReader(LanguageReader):
    """Reads one script file for one audience."""

    def clip(self, name: str) -> ClipScript:
        clips = self.file.table("clip")
        if name not in clips:
            raise FilmError(f"{self.file.name}: {no_such('clip', name, clips)}")
        path = ("clip", name)
        self.known_keys(path, _CLIP_KEYS)
        beats = self.file.table(*path, "beat")
        if list(beats)[-1:] != [END_CARD]:
            raise FilmError(f"{self.file.where(*path, 'beat')}: the last beat must be '{END_CARD}'")
        card = self.fact_ids((*path, "beat", END_CARD, "facts"))
        summary = self.words((*path, "summary"), card, marks=True)
        lead, _, rest = self.words((*path, "title"), card).rpartition("|")
        wanted = [(*path, "beat", beat) for beat in beats if self.wanted((*path, "beat", beat))]
        return ClipScript(
            name=name,
            title=joined(filter(None, (lead.strip(), rest.strip()))),
            lead=lead.strip(),
            subtitle=self.words((*path, "subtitle"), card),
            summary=summary,
            beats=tuple(self.beat(place, summary) for place in wanted),
            words={key: self.words(("words", key), ()) for key in self.file.table("words")},
            every_beat=tuple(beats),
            style=self.style,
            machine=next(iter(self.machine), ""),
            in_ledger=self.in_ledger([id for place in wanted for id in self.fact_ids((*place, "facts"))]),
        )

    def in_ledger(self, facts: Sequence[str]) -> dict[str, str]:
        """What the ledger says of these facts and their sources in words, if the language is another one."""
        texts: dict[str, Value] = {f"facts.{id}.{key}": v for id in facts for key, v in self.ledger[id].values.items()}
        texts |= {f"sources.{source.id}.short": source.short for id in facts for source in self.ledger[id].sources}
        for name, english in texts.items():
            if name.startswith("sources.") and (fault := ledger_fault(self.script, name, english)):
                raise FilmError(fault)
        return {name: text for name, text in in_ledger(self.script).items() if name in texts}

    def wanted(self, path: tuple[str, ...]) -> bool:
        """Whether a beat is for this audience."""
        audiences = self.file.table(*path).get("audiences", list(AUDIENCES))
        if not isinstance(audiences, list) or not audiences or not set(map(str, audiences)) <= set(AUDIENCES):
            raise FilmError(f"{self.file.where(*path, 'audiences')}: must be a list out of {', '.join(AUDIENCES)}")
        return self.audience in audiences

    def beat(self, path: tuple[str, ...], summary: str) -> BeatScript:
        self.known_keys(path, _BEAT_KEYS)
        facts, drawn = self.said_facts((*path, "facts")), self.fact_ids((*path, "drawn"))
        table = self.file.table(*path)
        if path[-1] == END_CARD:
            for audience in AUDIENCES:
                if audience in table:
                    raise FilmError(f"{self.file.where(*path, audience)}: the end card says the clip's summary")
            narration = plain(summary)
        else:
            narration = self.words((*path, self.audience), facts, drawn=False)
        return BeatScript(
            name=path[-1],
            narration=narration,
            seen=self.words((*path, "seen"), facts + drawn, drawn=False),
            labels=self.labels((*path, "labels"), facts) if "labels" in table else {},
            facts=facts,
            drawn=drawn,
            leavable=self.leavable(path),
            chapter=self.words((*path, "chapter"), facts) if "chapter" in table else "",
            cues=self.file.cues((*path, self.audience)) if isinstance(self.file, Translation) else {},
        )

    def leavable(self, path: tuple[str, ...]) -> bool:
        """Whether a loop may leave a beat out; never the end card, which holds notice and sources."""
        value = self.file.table(*path).get("leavable", False)
        if not isinstance(value, bool):
            raise FilmError(f"{self.file.where(*path, 'leavable')}: must be true or false")
        if value and path[-1] == END_CARD:
            raise FilmError(f"{self.file.where(*path, 'leavable')}: the end card is never left out")
        return value

    def labels(self, path: tuple[str, ...], facts: tuple[str, ...]) -> dict[str, str]:
        """Labels for this audience; one that is given for the other audience alone is left out."""
        return {
            key: self.words((*path, key), facts)
            for key, value in self.file.table(*path).items()
            if not isinstance(value, dict) or self.audience in value or not value.keys() & set(AUDIENCES)
        }
