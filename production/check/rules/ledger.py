"""True, within the ledger: figures agree with each other, and denominators within a clip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from production.check.finding import Problem
from production.check.limits import PERCENT_DUST
from production.check.reading.numbers import numbers_in
from production.check.reading.project import Project
from production.check.reading.told_clip import ToldClip
from production.check.rule import project_rule, story_rule
from scenes.script.facts import Fact, placeholders
from scenes.script.language.numbers import ENGLISH
from scenes.script.script import known_names

#: Keys of a fact's values that are denominators.
_DENOMINATORS: Final = re.compile(r"of|\w+_of|of_\w+|hundred|ten|among|patients|total_\w+")
_PEOPLE: Final = re.compile(r"\b(people|patients|adults|children|persons)\b")
#: In one hundred and in ten: bases that a sentence need not name.
_BASES: Final = {"hundred": 100.0, "ten": 10.0}
#: English words for small counts that a ledger's sentence may use.
_ALSO: Final = {"first": 1.0, "once": 1.0, "one": 1.0, "single": 1.0, "double": 2.0, "third": 3.0}


def _number(fact: Fact, key: str) -> float | None:
    value = fact.values.get(key)
    return None if value is None or isinstance(value, str) else float(value)


@project_rule("ledger-adds-up", "True", PERCENT_DUST.source)
def ledger_adds_up(project: Project) -> Iterator[Problem]:
    """Counts, percentages, figures of 100 and sums within a fact agree."""
    for fact in project.ledger.facts.values():
        for what in [*_shares(fact), *_sums(fact), *_ranges(fact)]:
            yield Problem(f"'{fact.id}': {what}", "Open the source and mend the wrong number.")


def _shares(fact: Fact) -> Iterator[str]:
    """Counts against percentages against figures of one hundred, such as ``chemo_cases``."""
    for key in fact.values:
        prefix, _, last = key.rpartition("_")
        head = f"{prefix}_" if prefix else ""
        value = _number(fact, key)
        if value is None:
            continue
        if last == "percent":
            cases = _number(fact, f"{head}cases")
            cases = _number(fact, prefix) if cases is None and prefix else cases
            of = _number(fact, f"{head}of") or _number(fact, "of")
            if cases is not None and of:
                share = 100 * cases / of
                if abs(share - value) > PERCENT_DUST.value + 1e-9:
                    yield f"{cases:g} of {of:g} are {share:.1f}%, not {value:g}%"
            rounded = _number(fact, f"{head}in_100")
            if rounded is not None and abs(rounded - value) > PERCENT_DUST.value + 1e-9:
                yield f"{value:g}% is not {rounded:g} of 100"
            tenth = _number(fact, f"{head}in_ten")
            if tenth is not None and abs(10 * tenth - value) > 5:
                yield f"{value:g}% is not {tenth:g} of ten"
        if key in _BASES and value != _BASES[key]:
            yield f"{key} is {value:g}"


def _sums(fact: Fact) -> Iterator[str]:
    """Doses of a cycle, and parts of a whole."""
    for total, parts in (
        ("total", ("first", "second", "third")),
        ("total_in_cells", ("double", "single_in_cells")),
        ("total_on_plasmid", ("double", "single_on_plasmid")),
    ):
        whole = _number(fact, total)
        values = [v for part in parts if (v := _number(fact, part)) is not None]
        if whole is not None and len(values) == len(parts) and abs(sum(values) - whole) > 1e-6:
            yield f"{' + '.join(f'{v:g}' for v in values)} is not {whole:g}"


def _ranges(fact: Fact) -> Iterator[str]:
    """A middle lies between its ends."""
    low, high = _number(fact, "low"), _number(fact, "high")
    if low is None or high is None:
        return
    if low > high:
        yield f"low {low:g} is above high {high:g}"
    for key in ("mean", "median", "nm", "um"):
        middle = _number(fact, key)
        if middle is not None and not low <= middle <= high:
            yield f"{key} {middle:g} does not lie between {low:g} and {high:g}"


@project_rule("ledger-says-so", "True", "double entry: a number stands as a value and in its sentence")
def sentences_say_the_numbers(project: Project) -> Iterator[Problem]:
    """Every number that a script uses also stands in its fact's own sentence."""
    names = known_names()
    for ref in sorted(used_values(project)):
        id, _, key = ref.partition(".")
        if id not in project.ledger:
            continue
        fact = project.ledger[id]
        values = fact.values if key else dict([*fact.values.items()][:1])
        value = _number(fact, key or next(iter(values), ""))
        if value is None or key in _BASES:
            continue
        named = {number.value for number in numbers_in(fact.sentence, ENGLISH, names)}
        named |= {_ALSO[w] for w in re.findall(r"[a-z]+", fact.sentence.lower()) if w in _ALSO}
        # 80.7% in the sentence may be told as 81 of 100.
        rounded = {float(round(number)) for number in named} if "in_" in key else set()
        if value not in named | rounded:
            yield Problem(
                f"{ref} is {value:g}, which its sentence does not say: “{fact.sentence}”",
                "Open the source; then let value and sentence agree.",
            )


def used_values(project: Project) -> set[str]:
    """References such as ``vod_hsct.percent`` that some text holds."""
    used = set()
    for file in (*project.scripts.values(), *project.teaching):
        for text in _texts(dict(file.data)):
            for item in placeholders(text, file.name):
                used.add(item.fact if item.key is None else f"{item.fact}.{item.key}")
    return used


def _texts(table: object) -> Iterator[str]:
    if isinstance(table, dict):
        for value in table.values():
            yield from _texts(value)
    elif isinstance(table, str) and "{" in table:
        yield table


@story_rule(
    "one-denominator", "True", "natural frequencies are compared by people only with one denominator"
)
def denominators_are_one(told: ToldClip) -> Iterator[Problem]:
    """Patients meet one denominator a clip; where students meet several, percentages stand by."""
    found: dict[float, str] = {}
    bare: dict[str, list[str]] = {}
    for beat in told.spoken_beats:
        raw = told.project.raw(told.clip, beat.name, told.language, told.audience)
        used = [item for text in raw.values() for item in placeholders(text, beat.name)]
        for item in used:
            if item.fact not in told.project.ledger or item.key is None:
                continue
            fact = told.project.ledger[item.fact]
            value = _number(fact, item.key)
            if value is None or not _DENOMINATORS.fullmatch(item.key) or not is_of_people(fact):
                continue
            found.setdefault(value, beat.name)
            keys = {other.key for other in used if other.fact == item.fact and other.key}
            if not any(key.endswith("percent") for key in keys):
                bare.setdefault(beat.name, []).append(f"{value:g}")
    if len(found) < 2:
        return
    each = ", ".join(f"{value:g} ({name})" for value, name in found.items())
    if told.audience == "patient":
        yield Problem(
            f"people are counted out of {each}",
            "Give all rates of one number of people, such as 100.",
        )
        return
    for name, values in bare.items():
        yield Problem(
            f"counts out of {', '.join(dict.fromkeys(values))} without a percentage, in a clip "
            f"that counts out of {each}",
            "Add the percentage, so that the rates can be compared.",
            name,
        )


def is_of_people(fact: Fact) -> bool:
    """Whether a fact counts people."""
    return _PEOPLE.search(fact.unit) is not None


RULES = (ledger_adds_up, sentences_say_the_numbers, denominators_are_one)
