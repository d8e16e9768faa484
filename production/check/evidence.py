"""The sources sheet of a clip: what is said or shown when, and what it rests on.

It is the page that a medical reviewer reads and signs, so it is in English whatever the clip's
language, and it hides nothing: weak sources, simplifications and review dates stand
beside every statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import groupby, islice

from production.check.reading.project import Project
from production.check.reading.readability import sentences
from production.check.reading.told_clip import ToldClip
from production.finish.pages import page
from production.finish.table import table
from scenes.script.facts import Fact, placeholders
from scenes.script.language.codes import direction, english_name
from scenes.script.script import BeatScript
from scenes.script.story import BeatRecord
from scenes.script.version import VERSION
from scenes.stage.style import INK, PAPER, mix

CONFIDENCE = {
    "SEEN": "read in the named source itself",
    "SEEN-2": "read only where another text quotes the named source; never said or written until it was opened",
    "DERIVED": "computed from what was read; the method stands under “where”",
    "WEAK": "good enough to draw by; never said or written",
    "NOT SEEN": "not confirmed; it may steer a drawing, and is never said or written",
}


@dataclass(frozen=True)
class EvidenceRow:
    """One statement and one fact that it rests on; a statement without facts has empty ones.

    Attributes
    ----------
    time
        From the clip's first frame, such as ``0:07.3``.
    how
        ``said``, ``written`` (a label) or ``shown`` (the drawing).
    words
        The sentence, the label, or what is seen.
    """

    time: str
    beat: str
    how: str
    words: str
    fact_id: str = ""
    fact: str = ""
    values: str = ""
    source: str = ""
    where: str = ""
    confidence: str = ""
    checked: str = ""
    review_by: str = ""
    simplification: str = ""


def rows(told: ToldClip) -> list[EvidenceRow]:
    """All statements of a clip in order of time, once for each fact that they rest on."""
    found = []
    for record, script in told.beats:
        for time, how, words, facts in _statements(told, record, script):
            shared = (timecode(time), record.name, how, words)
            found += [EvidenceRow(*shared, *_of(fact)) for fact in facts] or [EvidenceRow(*shared)]
    return found


def _statements(
    told: ToldClip, record: BeatRecord, script: BeatScript
) -> Iterator[tuple[float, str, str, list[Fact]]]:
    """What a beat says, writes and shows, with times in s and facts."""
    raw = told.project.raw(told.clip, record.name, told.language, told.audience)
    typed = sentences(raw.get("narration", ""))
    said = sentences(record.speech.text)
    numbers = [_named(text) for text in typed] if len(typed) == len(said) else [set()] * len(said)
    # A fact that no sentence quotes a number of stands behind all of them.
    general = [id for id in record.facts if not any(id in named for named in numbers)]
    for (time, sentence), named in zip(_timed(record), numbers, strict=True):
        ids = [id for id in record.facts if id in named or id in general]
        yield time, "said", sentence, [*told.facts(*ids)]
    for key, text in script.labels.items():
        named = _named(raw.get(f"labels.{key}", ""))
        yield record.start, "written", text, [*told.facts(*(i for i in record.facts if i in named))]
    if record.seen:
        yield record.start, "shown", record.seen, [*told.facts(*script.drawn)]


def _named(text: str) -> set[str]:
    """Facts that a typed text takes numbers from."""
    return {item.fact for item in placeholders(text, "")}


def _timed(record: BeatRecord) -> Iterator[tuple[float, str]]:
    """The sentences of a beat, each with the time (s) of its first word."""
    words = iter(record.speech.words)
    for sentence in sentences(record.speech.text):
        mine = [*islice(words, len(sentence.split()))]
        yield record.narration_start + (mine[0].start if mine else 0.0), sentence


def _of(fact: Fact) -> tuple[str, ...]:
    """The columns of a row that a fact fills."""
    return (
        fact.id,
        fact.sentence,
        "; ".join(f"{key} = {value}" for key, value in fact.values.items()),
        " / ".join(source.full for source in fact.sources),
        fact.where,
        fact.confidence,
        fact.checked.isoformat(),
        fact.review_by.isoformat(),
        " ".join(note for note in (fact.simplified, fact.illustration) if note),
    )


def timecode(seconds: float) -> str:
    """Minutes, seconds and tenths: ``1:07.3``."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


def sheet_csv(told: ToldClip) -> str:
    """The sheet as a table for a spreadsheet: UTF-8, a heading, a row a statement and fact."""
    names = [field.name for field in fields(EvidenceRow)]
    heading = ["clip", "language", "audience", *(name.replace("_", " ") for name in names)]
    shared = (told.clip, told.language, told.audience)
    return table(heading, ([*shared, *(getattr(row, name) for name in names)] for row in rows(told)))


def sheet_html(told: ToldClip, project: Project) -> str:
    """The sheet as a page to read, print and sign; it needs no script and no other file."""
    every = rows(told)
    used = {row.fact_id: row.confidence for row in every if row.fact_id}
    return page(
        "production.check", "evidence.html",
        title=f"{told.story.number} {told.story.title}: {told.script.subtitle}".strip(),
        clip=told.clip,
        audience=told.audience,
        language=told.language,
        language_name=english_name(told.language),
        direction=direction(told.language),
        length=timecode(told.story.duration),
        version=VERSION,
        today=project.today.isoformat(),
        review_by=min((row.review_by for row in every if row.review_by), default=""),
        beats=[
            _beat(name, told.script.beat(name).title, [*group])
            for name, group in groupby(every, key=lambda row: row.beat)
        ],
        counts=[(code, count, CONFIDENCE[code]) for code, count in _counted(used.values())],
        sources=told.story.sources,
        ink=INK,
        paper=PAPER,
        rule=mix(PAPER, INK, 0.35),
        shade=mix(PAPER, INK, 0.06),
    )


def _counted(codes: Iterable[str]) -> list[tuple[str, int]]:
    counts = Counter(codes)
    return [(code, counts[code]) for code in CONFIDENCE if counts[code]]


def _beat(name: str, title: str, group: list[EvidenceRow]) -> dict[str, object]:
    statements = [
        [*same] for _, same in groupby(group, key=lambda row: (row.time, row.how, row.words))
    ]
    return {"name": name, "title": title, "statements": statements}
