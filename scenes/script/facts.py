"""The ledger: every number and claim of the film, with its source.

``assets/facts.toml`` is the only place where a number may come from. This module reads it,
refuses what does not add up, and fills ``{fact.key}`` placeholders in the words of the film.

Filling is plain text replacement by a fixed grammar (`PLACEHOLDER`): no ``str.format``, no attribute
access, one pass, so that text which is filled in is never read as a placeholder again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from scenes.script.errors import FilmError
from scenes.script.font import lacking
from scenes.script.language.numbers import ENGLISH, NumberStyle, Value
from scenes.script.mistakes import mistake
from scenes.script.toml_file import ROOT, TomlFile, nearest, no_such, read_toml, shown

FACTS_PATH = ROOT / "assets" / "facts.toml"

CONFIDENCE = ("SEEN", "SEEN-2", "DERIVED", "WEAK", "NOT SEEN")
BALANCE = ("benefit", "harm")
CITABLE = frozenset({"SEEN", "DERIVED"})

LARGEST = 10**12

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*))?(?::([A-Za-z]+(?:\.[a-z]+)?))?\}")
"""``{fact}``, ``{fact.key}`` and the forms ``:words``, ``:Words`` and ``:year``; nothing else has braces.

A word of a certain gender or case, as the catalog of its language lists it, is ``:words.f``."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Source:
    """Where facts come from.

    Attributes
    ----------
    short
        The line that end cards print (45 characters or fewer).
    number
        Its place in the ledger, from 1: what pictures, end cards and transcripts call it. A
        source has the same number in every clip, and a new one at the ledger's end moves no other.
    """

    id: str
    short: str
    full: str
    date: str
    number: int = 0


@dataclass(frozen=True)
class Fact:
    """One claim, its values and how well it is known.

    Parameters
    ----------
    values
        The numbers by key, in the unit that ``unit`` or the key names (``nm``, ``um``, ``days`` …).
    confidence
        One of `CONFIDENCE`. Only `CITABLE` facts may be said or shown in words.
    simplified, illustration
        What the drawing changes; the picture then carries that mark.
    balance
        One of `BALANCE` where the fact speaks for or against the treatment: benefit and harm are told alike.
    """

    id: str
    values: Mapping[str, Value]
    unit: str
    sentence: str
    sources: tuple[Source, ...]
    where: str
    confidence: str
    checked: date
    review_by: date
    simplified: str | None = None
    illustration: str | None = None
    balance: str | None = None

    @property
    def citable(self) -> bool:
        """Whether narration and labels may rest on this fact (drawings always may)."""
        return self.confidence in CITABLE


@dataclass(frozen=True)
class Placeholder:
    """One ``{fact.key:form}`` in a text."""

    text: str
    fact: str
    key: str | None
    form: str | None


def placeholders(text: str, where: str) -> tuple[Placeholder, ...]:
    """List the placeholders of a text.

    Raises
    ------
    FilmError
        A brace that belongs to no well-formed placeholder.
    """
    stray = re.search(r"\{[^{}]*\}?|\}", PLACEHOLDER.sub("", text))
    if stray:
        raise FilmError(f"{where}: {shown(stray[0])} is not a placeholder; write {{fact}} or {{fact.key}}")
    return tuple(Placeholder(m[0], m[1], m[2], m[3]) for m in PLACEHOLDER.finditer(text))


class Ledger:
    """All facts and sources, by id."""

    def __init__(self, facts: Mapping[str, Fact], sources: Mapping[str, Source], name: str) -> None:
        self.facts = dict(facts)
        self.sources = dict(sources)
        self.name = name
        self._others: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path = FACTS_PATH) -> Ledger:
        """Read and check a ledger file; `FilmError` names file, key and line of what is wrong."""
        file = read_toml(path)
        sources = {key: _source(file, key, number) for number, key in enumerate(file.table("source"), start=1)}
        facts = {key: _fact(file, key, sources) for key in file.table("fact")}
        return cls(facts, sources, file.name)

    def only(self, ids: Iterable[str]) -> Ledger:
        """The same ledger, of which no fact but these can be read: what a clip draws by, its beats are to name."""
        wanted = frozenset(ids)
        part = Ledger({id: self[id] for id in sorted(wanted)}, self.sources, self.name)
        part._others = frozenset(self.facts) - wanted
        return part

    def told(self, words: Mapping[str, str]) -> Ledger:
        """The same ledger in another language: its texts by place, as ``facts.tr_dor.share``, ``sources.x.short``."""
        if not words:
            return self
        sources = {id: replace(source, short=words.get(f"sources.{id}.short", source.short))
                   for id, source in self.sources.items()}
        facts = {
            id: replace(
                fact, sources=tuple(sources[source.id] for source in fact.sources),
                values={key: words.get(f"facts.{id}.{key}", value) for key, value in fact.values.items()},
            )
            for id, fact in self.facts.items()
        }
        return Ledger(facts, sources, self.name)

    def __getitem__(self, id: str) -> Fact:
        if problem := self._missing(id):
            raise mistake(f"{self.name}: {problem}")
        return self.facts[id]

    def __contains__(self, id: object) -> bool:
        return id in self.facts

    def value(self, ref: str) -> Value:
        """Return the value of ``fact.key``, or of ``fact`` where it holds just one."""
        if problem := self._problem(ref):
            raise mistake(f"{self.name}: {problem}")
        id, _, key = ref.partition(".")
        return self.facts[id].values[key] if key else next(iter(self.facts[id].values.values()))

    def _problem(self, ref: str) -> str:
        """What is wrong with ``fact.key``; empty if nothing."""
        id, _, key = ref.partition(".")
        if problem := self._missing(id):
            return problem
        values = self.facts[id].values
        if not key:
            listed = ", ".join(f"{id}.{name}" for name in values) or "it has none"
            return "" if len(values) == 1 else f"say which value of {id}: {listed}"
        return "" if key in values else no_such(f"value of {id}", key, values)

    def _missing(self, id: str) -> str:
        """Why a fact cannot be read; empty if it can."""
        if id in self._others:
            return f"fact '{id}' is named by no beat of this clip: list it there, under facts or drawn"
        return "" if id in self.facts else no_such("fact", id, sorted(self.facts.keys() | self._others))

    def number(self, ref: str) -> float:
        """Return the value of ``fact.key`` as a number."""
        value = self.value(ref)
        if isinstance(value, str):
            raise mistake(f"{self.name}: {ref} is text, not a number")
        return float(value)

    def fill(self, text: str, where: str, style: NumberStyle = ENGLISH) -> str:
        """Replace each placeholder in a text by its value from the ledger.

        Parameters
        ----------
        text
            Text with placeholders such as ``{cd22_length.nm}`` or ``{cd22_domains.count:words}``.
        where
            Place of the text for messages, as `TomlFile.where` gives it.
        style
            How the text's language writes numbers.

        Raises
        ------
        FilmError
            An unknown fact, key or form, a fact too weak to be said, or a stray brace.
        """
        filled = {item.text: self._replacement(item, where, style) for item in placeholders(text, where)}
        return PLACEHOLDER.sub(lambda match: filled[match[0]], text)

    def _replacement(self, item: Placeholder, where: str, style: NumberStyle) -> str:
        ref = item.fact if item.key is None else f"{item.fact}.{item.key}"
        if problem := self._problem(ref):
            raise FilmError(f"{where}: {item.text}: {problem}")
        value = self.value(ref)
        if not self[item.fact].citable:
            problem = f"fact '{item.fact}' is {self[item.fact].confidence}: draw by it, do not say it"
            raise FilmError(f"{where}: {item.text}: {problem}")
        if item.form is None:
            return style.digits(value)
        if item.form == "year":  # no mark between its thousands
            return f"{value:.0f}" if not isinstance(value, str) else value
        kind, _, form = item.form.partition(".")
        if kind not in ("words", "Words"):
            raise FilmError(f"{where}: {item.text}: unknown form '{item.form}', use 'words', 'Words' or 'year'")
        spelled = style.spelled(value, form)
        if spelled is None:
            way_out = f"give number.{value}.{form} in the catalog, or" if form else ""
            raise FilmError(f"{where}: {item.text}: no word for {value}, {f'{way_out} use digits'.strip()}")
        return spelled[:1].upper() + spelled[1:] if kind == "Words" else spelled


@lru_cache(maxsize=1)
def load_ledger() -> Ledger:
    """Return the film's ledger, read once."""
    return Ledger.load()


_SOURCE_KEYS = dict.fromkeys(("short", "full", "date"))
_FACT_KEYS = dict.fromkeys(
    (
        *("values", "unit", "sentence", "source", "where", "confidence"),
        *("checked", "review_by", "simplified", "illustration", "balance"),
    )
)


def _source(file: TomlFile, id: str, number: int) -> Source:
    path = ("source", id)
    _only_known(file, path, _SOURCE_KEYS)
    short = file.text(*path, "short")
    if len(short) > 45:
        raise FilmError(f"{file.where(*path, 'short')}: {len(short)} characters, at most 45 fit an end card")
    if gone := lacking(short):
        raise FilmError(f"{file.where(*path, 'short')}: {gone}")
    when = file.table(*path).get("date")
    if not isinstance(when, date | str) or not str(when):
        raise FilmError(f"{file.where(*path, 'date')}: give a date (2024-03-06) or a year in quotes")
    return Source(id, short, file.text(*path, "full"), str(when), number)


def _fact(file: TomlFile, id: str, sources: Mapping[str, Source]) -> Fact:
    path = ("fact", id)
    _only_known(file, path, _FACT_KEYS)
    table = file.table(*path)
    confidence = file.text(*path, "confidence")
    if confidence not in CONFIDENCE:
        raise FilmError(f"{file.where(*path, 'confidence')}: must be one of {', '.join(CONFIDENCE)}")
    checked, review_by = _day(file, path, "checked"), _day(file, path, "review_by")
    balance = file.text(*path, "balance") if "balance" in table else None
    if balance is not None and balance not in BALANCE:
        raise FilmError(f"{file.where(*path, 'balance')}: must be one of {', '.join(BALANCE)}")
    if review_by <= checked:
        raise FilmError(f"{file.where(*path, 'review_by')}: must be later than checked")
    return Fact(
        id=id,
        values=_values(file, path),
        unit=file.text(*path, "unit", default=""),
        sentence=file.text(*path, "sentence"),
        sources=_sources(file, path, sources),
        where=file.text(*path, "where"),
        confidence=confidence,
        checked=checked,
        review_by=review_by,
        simplified=file.text(*path, "simplified") if "simplified" in table else None,
        illustration=file.text(*path, "illustration") if "illustration" in table else None,
        balance=balance,
    )


def _only_known(file: TomlFile, path: tuple[str, ...], known: Mapping[str, Any]) -> None:
    if not _NAME.fullmatch(path[-1]):
        raise FilmError(f"{file.where(*path)}: a name is small letters, digits and _, beginning with a letter")
    for key in file.table(*path):
        if key not in known:
            raise FilmError(f"{file.where(*path, key)}: unknown key{nearest(key, known)}")


def _day(file: TomlFile, path: tuple[str, ...], key: str) -> date:
    value = file.table(*path).get(key)
    if type(value) is not date:
        raise FilmError(f"{file.where(*path, key)}: give a date such as 2026-11-23")
    return value


def _values(file: TomlFile, path: tuple[str, ...]) -> dict[str, Value]:
    values = file.table(*path, "values")
    for key, value in values.items():
        where = file.where(*path, "values", key)
        if not _NAME.fullmatch(key):
            raise FilmError(f"{where}: a key is small letters, digits and _, beginning with a letter")
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise FilmError(f"{where}: must be a number or text")
        if not isinstance(value, str) and not abs(value) < LARGEST:
            raise FilmError(f"{where}: must be a number below {LARGEST:,}")
    return dict(values)


def _sources(file: TomlFile, path: tuple[str, ...], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    value = file.table(*path).get("source")
    ids = [value] if isinstance(value, str) else value
    where = file.where(*path, "source")
    if not isinstance(ids, list) or not ids:
        raise FilmError(f"{where}: name a source, or a list of sources")
    for id in ids:
        if not isinstance(id, str) or id not in sources:
            raise FilmError(f"{where}: {no_such('source', str(id), sources)}")
    return tuple(sources[id] for id in ids)
