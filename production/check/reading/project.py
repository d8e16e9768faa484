"""The project: all that stands in ``assets``, and the day on which the film is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from production.check.reading.claims import Claims
from production.check.reading.glossary import Glossary
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.facts import Ledger
from scenes.script.language.numbers import NumberStyle
from scenes.script.lessons import Lesson, lesson_names, load_lesson
from scenes.script.questions import Question, asked_clips, load_questions
from scenes.script.script import ClipScript, load_clip_script
from scenes.script.toml_file import ROOT, TomlFile
from scenes.script.translation import languages, number_style, open_language

ASSETS = ROOT / "assets"


@dataclass(frozen=True)
class Project:
    """All that stands in ``assets``, and the day on which the film is checked.

    Attributes
    ----------
    scripts
        Script files by language.
    today
        Facts are held against this day.
    out
        Folder of finished files, or None if only the plan is checked.
    order
        The clips in story order.
    """

    assets: Path
    ledger: Ledger
    scripts: Mapping[str, TomlFile]
    claims: Claims
    glossary: Glossary
    today: date
    out: Path | None = None
    order: tuple[Entry, ...] = RUNNING_ORDER

    clip: ClassVar[str] = ""
    language: ClassVar[str] = ""
    audience: ClassVar[str] = ""
    shape: ClassVar[str] = ""

    @classmethod
    def load(
        cls,
        assets: Path = ASSETS,
        today: date | None = None,
        out: Path | None = None,
        order: tuple[Entry, ...] = RUNNING_ORDER,
        asked: Iterable[str] | None = None,
    ) -> Project:
        """Read all of it, in English and the languages ``asked`` for; `FilmError` on what cannot be read at all."""
        root = assets / "script"
        asked = languages(root) if asked is None else dict.fromkeys(("en", *asked))
        return cls(
            assets=assets,
            ledger=Ledger.load(assets / "facts.toml"),
            scripts={code: open_language(code, root) for code in asked},
            claims=Claims.load(assets / "claims_to_avoid.toml"),
            glossary=Glossary.load(assets / "glossary.toml"),
            today=today or date.today(),
            out=out,
            order=order,
        )

    def clip_script(self, clip: str, language: str, audience: str) -> ClipScript:
        """The words of a clip, resolved; `FilmError` on what does not resolve."""
        return load_clip_script(clip, language, audience, self.assets / "script", self.ledger)

    def asked(self, room: str) -> tuple[str, ...]:
        """The languages that were asked for of those in which a folder of ``assets`` has words."""
        return tuple(code for code in languages(self.assets / room) if code in self.scripts)

    @cached_property
    def teaching(self) -> tuple[TomlFile, ...]:
        """The files of questions and lesson plans that can be read."""
        found = []
        for room in ("questions", "lessons"):
            for code in self.asked(room):
                with suppress(FilmError):
                    found.append(open_language(code, self.assets / room))
        return tuple(found)

    @cached_property
    def questions(self) -> Mapping[str, tuple[Question, ...]]:
        """All questions by language; clips of which one does not resolve are left out (a rule says so)."""
        return {code: tuple(self._questions(code)) for code in self.asked("questions")}

    def _questions(self, language: str) -> Iterator[Question]:
        with suppress(FilmError):
            for clip in asked_clips(language, self.assets / "questions"):
                with suppress(FilmError):
                    yield from self.clip_questions(clip, language)

    def clip_questions(self, clip: str, language: str) -> tuple[Question, ...]:
        """The questions on a clip; `FilmError` on what does not resolve."""
        root, scripts = self.assets / "questions", self.assets / "script"
        return load_questions(clip, language, "", root, self.ledger, scripts)

    @cached_property
    def lessons(self) -> Mapping[str, tuple[Lesson, ...]]:
        """All lesson plans by language; one that does not resolve is left out (a rule says so)."""
        return {code: tuple(self._lessons(code)) for code in self.asked("lessons")}

    def _lessons(self, language: str) -> Iterator[Lesson]:
        with suppress(FilmError):
            for name in lesson_names(language, self.assets / "lessons"):
                with suppress(FilmError):
                    yield self.lesson(name, language)

    def lesson(self, name: str, language: str) -> Lesson:
        """The lesson plan of a cut; `FilmError` on what does not resolve."""
        return load_lesson(name, language, self.assets / "lessons", self.ledger, self.assets / "script")

    def numbers(self, language: str) -> NumberStyle:
        """How a language writes numbers."""
        return number_style(self.scripts[language])

    def raw(self, clip: str, beat: str, language: str, audience: str) -> dict[str, str]:
        """The texts of a beat as they are typed, placeholders and all, by key."""
        table = self.scripts[language].table("clip", clip, "beat", beat)
        found = {"narration": table.get(audience), "seen": table.get("seen")}
        found |= {f"labels.{key}": text for key, text in table.get("labels", {}).items()}
        texts: dict[str, str] = {}
        for key, text in found.items():
            own = text.get(audience) if isinstance(text, dict) else text
            if isinstance(own, str):
                texts[key] = own
        return texts
