"""The project: all that stands in ``assets``, and the day on which the film is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from production.check.reading.claims import Claims
from production.check.reading.glossary import Glossary
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.facts import Ledger, NumberStyle
from scenes.script.script import ClipScript, languages, load_clip_script, number_style
from scenes.script.toml_file import ROOT, TomlFile, read_toml

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
    ) -> Project:
        """Read all of it; `FilmError` on what cannot be read at all."""
        root = assets / "script"
        return cls(
            assets=assets,
            ledger=Ledger.load(assets / "facts.toml"),
            scripts={code: read_toml(root / f"{code}.toml") for code in languages(root)},
            claims=Claims.load(assets / "claims_to_avoid.toml"),
            glossary=Glossary.load(assets / "glossary.toml"),
            today=today or date.today(),
            out=out,
            order=order,
        )

    def clip_script(self, clip: str, language: str, audience: str) -> ClipScript:
        """The words of a clip, resolved; `FilmError` on what does not resolve."""
        return load_clip_script(clip, language, audience, self.assets / "script", self.ledger)

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
