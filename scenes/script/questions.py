"""Questions on what the film tells: ``assets/questions/<language>.toml``, held to the ledger like the script.

A question belongs to one clip, one audience and one beat of it. When that beat is told is not known here: whoever
needs the second looks it up in a finished film, or estimates it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from scenes.script.errors import FilmError
from scenes.script.facts import Ledger, load_ledger
from scenes.script.request import AUDIENCES
from scenes.script.script import (
    END_CARD,
    LanguageReader,
    clip_names,
    load_clip_script,
)
from scenes.script.sources import digest
from scenes.script.toml_file import ROOT, TomlFile, no_such
from scenes.script.translation import SCRIPT_DIR, open_language

QUESTIONS_DIR: Final = ROOT / "assets" / "questions"

#: How many wrong answers a question may have.
WRONG: Final = (2, 3)

#: Words that stand around the questions.
WORDS: Final = ("title", "for_patient", "for_student", "told_in", "in_film", "license")

_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")
#: Control characters, halves of characters, and places in Unicode where none is.
_NO_LETTERS: Final = ("Cc", "Cs", "Cn")
_KEYS: Final = dict.fromkeys(("audience", "beat", "facts", "more", "ask", "right", "why", "wrong"))
_WRONG_KEYS: Final = dict.fromkeys(("answer", "why"))


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes
    ----------
    name
        Among the answers of its question: ``right``, or what the wrong one is called.
    why
        Why it is right, or is not.
    """

    name: str
    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """One question with nothing left to resolve.

    Attributes
    ----------
    beat
        The beat of its clip in which it is told.
    facts, more
        Ids of the facts that question and right answer rest on, and of those that only the reasons rest on.
    where
        File, key and line, for messages.
    machine
        Where a text of it stands that a machine translated and nobody has reviewed; "" if there is none.
    """

    clip: str
    name: str
    audience: str
    beat: str
    ask: str
    right: Answer
    wrong: tuple[Answer, ...]
    facts: tuple[str, ...]
    more: tuple[str, ...]
    where: str
    machine: str = ""

    @property
    def id(self) -> str:
        """Its name among all questions, such as ``binding.chance``."""
        return f"{self.clip}.{self.name}"

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers in an order that gives nothing away, and that is the same each time."""
        return tuple(sorted((self.right, *self.wrong), key=lambda answer: digest(self.id, answer.name)))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a learner reads of it, in the order in which it is read."""
        answers = (self.right, *self.wrong)
        return (self.ask, *(answer.text for answer in answers), *(answer.why for answer in answers))

    @property
    def claimed(self) -> tuple[str, ...]:
        """What it claims to be so: everything but the wrong answers."""
        return (self.ask, self.right.text, *(answer.why for answer in (self.right, *self.wrong)))


def load_questions(
    clip: str, language: str = "en", audience: str = "", root: Path = QUESTIONS_DIR, ledger: Ledger | None = None,
    scripts: Path = SCRIPT_DIR,
) -> tuple[Question, ...]:
    """The questions on one clip, in the file's order; none where the file has no section for it.

    Parameters
    ----------
    audience
        Only questions for this audience; for both if left empty.
    root, scripts
        Folders of the language files: of the questions, and of the script whose beats they name.

    Raises
    ------
    FilmError
        One line with file, key and line of what does not resolve.
    """
    if audience not in ("", *AUDIENCES):
        raise FilmError(no_such("audience", audience, AUDIENCES))
    file = open_language(language, root)
    if clip not in file.table("clip"):
        return ()
    path = ("clip", clip)
    for key in file.table(*path):
        if key != "question":
            raise FilmError(f"{file.where(*path, key)}: unknown key. Did you mean 'question'?")
    every = [_Reader.of(file, (*path, "question", name), ledger or load_ledger(), scripts).question()
             for name in file.table(*path, "question")]
    return tuple(question for question in every if audience in ("", question.audience))


def asked_clips(language: str = "en", root: Path = QUESTIONS_DIR) -> tuple[str, ...]:
    """Names of the clips that a language's file has questions on."""
    return tuple(open_language(language, root).table("clip"))


def question_words(
    language: str = "en", root: Path = QUESTIONS_DIR, scripts: Path = SCRIPT_DIR, ledger: Ledger | None = None,
) -> dict[str, str]:
    """The words that stand around the questions of a language, by key; `FilmError` if one is missing."""
    return furniture(language, root, scripts, ledger, WORDS)


def furniture(
    language: str, root: Path, scripts: Path, ledger: Ledger | None, keys: Sequence[str],
) -> dict[str, str]:
    """The texts under ``[words]`` in a file for teachers, which holds these keys and no others."""
    reader = TeachingReader(open_language(language, root), AUDIENCES[0], ledger or load_ledger(), scripts)
    reader.known_keys(("words",), dict.fromkeys(keys))
    return {key: reader.text(("words", key), ()) for key in keys}


class TeachingReader(LanguageReader):
    """Reads a file for teachers: its own words, but numbers and beats as the script of its language has them."""

    way_out: ClassVar[str] = "neither say nor ask it"

    def __init__(self, file: TomlFile, audience: str, ledger: Ledger, scripts: Path) -> None:
        self.scripts = scripts
        super().__init__(file, audience, ledger, open_language(file.text("language", "code"), scripts))

    @staticmethod
    def audience_at(file: TomlFile, path: tuple[str, ...]) -> str:
        """The audience that a section is for."""
        audience = file.text(*path, "audience")
        if audience not in AUDIENCES:
            raise FilmError(f"{file.where(*path, 'audience')}: {no_such('audience', audience, AUDIENCES)}")
        return audience

    def named(self, path: tuple[str, ...], known: Mapping[str, Any]) -> None:
        """`FilmError` where a section has a name that files cannot carry, or holds a key that means nothing."""
        if not _NAME.fullmatch(path[-1]):
            rule = "a name is small letters, digits and _, beginning with a letter"
            raise FilmError(f"{self.file.where(*path)}: {rule}")
        self.known_keys(path, known)

    def text(self, path: tuple[str, ...], facts: tuple[str, ...]) -> str:
        """A text, checked and filled, that every format can carry."""
        text = self.words(path, facts, drawn=False)
        if odd := [letter for letter in text if unicodedata.category(letter) in _NO_LETTERS]:
            raise FilmError(f"{self.file.where(*path)}: holds a character that is no letter (U+{ord(odd[0]):04X})")
        return text

    def beat_named(self, path: tuple[str, ...], clip: str, beat: str) -> str:
        """A beat's name, if the clip has it for this audience and tells something in it."""
        where, clips = self.file.where(*path), clip_names(self.language, self.scripts)
        if clip not in clips:
            raise FilmError(f"{where}: {no_such('clip', clip, clips)}")
        script = load_clip_script(clip, self.language, self.audience, self.scripts, self.ledger)
        told = [name for name in script.beat_names if name != END_CARD]
        if beat not in told:
            kind = f"beat of {clip} for a {self.audience}"
            raise FilmError(f"{where}: {no_such(kind, beat, told)}")
        return beat


class _Reader(TeachingReader):
    """Reads one question."""

    unit: ClassVar[str] = "question"

    def __init__(self, file: TomlFile, audience: str, ledger: Ledger, scripts: Path, path: tuple[str, ...]) -> None:
        super().__init__(file, audience, ledger, scripts)
        self.path = path

    @classmethod
    def of(cls, file: TomlFile, path: tuple[str, ...], ledger: Ledger, scripts: Path) -> _Reader:
        """Whoever reads a question, for the audience that it names."""
        return cls(file, cls.audience_at(file, path), ledger, scripts, path)

    def question(self) -> Question:
        path = self.path
        self.named(path, _KEYS)
        facts, more = self.said_facts((*path, "facts")), self.said_facts((*path, "more"))
        if not facts:
            raise FilmError(f"{self.file.where(*path, 'facts')}: name the facts that the right answer rests on")
        _, clip, _, name = path
        question = Question(
            clip=clip,
            name=name,
            audience=self.audience,
            beat=self.beat_named((*path, "beat"), clip, self.file.text(*path, "beat")),
            ask=self.text((*path, "ask"), facts),
            right=Answer("right", self.text((*path, "right"), facts), self.text((*path, "why"), facts + more), True),
            wrong=self.wrong(facts + more),
            facts=facts,
            more=more,
            where=self.file.where(*path),
            machine=next(iter(self.machine), ""),
        )
        texts = [answer.text.casefold() for answer in question.answers]
        if len({*texts}) < len(texts):
            raise FilmError(f"{question.where}: two of its answers are the same")
        return question

    def wrong(self, facts: tuple[str, ...]) -> tuple[Answer, ...]:
        path = (*self.path, "wrong")
        names: dict[str, Any] = dict(self.file.table(*path))
        if not WRONG[0] <= len(names) <= WRONG[1]:
            raise FilmError(f"{self.file.where(*path)}: {len(names)} wrong answers; give {WRONG[0]} or {WRONG[1]}")
        for name in names:
            if name == "right":
                raise FilmError(f"{self.file.where(*path, name)}: a wrong answer needs another name than 'right'")
            self.named((*path, name), _WRONG_KEYS)
        return tuple(
            Answer(name, self.text((*path, name, "answer"), facts), self.text((*path, name, "why"), facts))
            for name in names
        )
