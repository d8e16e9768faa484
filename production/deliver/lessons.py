"""A lesson plan with its times: what is to be learned, when to stop the film, what it meets, as data and as text.

The text is Markdown, which learning systems and word processors take, and which can be read as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from production.deliver.current import refuse_past
from production.deliver.moments import Moment, Moments
from production.finish.clock import clock
from scenes.running_order import OPENING
from scenes.script.facts import Ledger, Source, load_ledger
from scenes.script.lessons import LESSONS_DIR, Lesson, Place, lesson_words, load_lesson
from scenes.script.script import notice_of

SUFFIX: Final = "lesson.md"
#: So little of the film is not worth a line after the last stop, s.
_NOTHING: Final = 1.0
#: What Markdown would take for a sign of its own.
_SIGNS: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|"})


@dataclass(frozen=True)
class Row:
    """A stretch of the lesson.

    Attributes
    ----------
    kind
        ``before``, ``film``, ``stop`` or ``after``.
    start, seconds
        From the beginning of the lesson, and how long it takes, s.
    at
        Where a stop is, or up to where the film runs: None for its end.
    """

    kind: str
    start: float
    seconds: float
    at: Place | None = None


@dataclass(frozen=True)
class Plan:
    """A lesson with its times.

    Attributes
    ----------
    words
        Those of the plans and those of the film.
    rows
        The course of the lesson.
    sources
        Of all its facts, in order of number.
    checked, review_by
        When the last of its facts was checked, and when the first of them is due again.
    """

    lesson: Lesson
    moments: Moments
    words: Mapping[str, str]
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]
    checked: date
    review_by: date

    def moment(self, place: Place) -> Moment:
        """When a beat is told."""
        return self.moments.of(place.clip, place.beat)

    @property
    def seconds(self) -> float:
        """How long the lesson takes, s."""
        return self.rows[-1].start + self.rows[-1].seconds


def plan_of(moments: Moments, today: date, root: Path = LESSONS_DIR, ledger: Ledger | None = None) -> Plan:
    """The plan for a cut, in its language.

    Raises
    ------
    FilmError
        It does not resolve, or a fact was to be looked at again before ``today``.
    """
    ledger = ledger or load_ledger()
    lesson = load_lesson(moments.cut.name, moments.language, root, ledger)
    refuse_past(lesson.name, lesson.all_facts, ledger, today)
    facts = [ledger[id] for id in lesson.all_facts]
    words = {**OPENING.script(moments.language, lesson.audience).words,
             **lesson_words(moments.language, root, ledger=ledger)}
    return Plan(
        lesson, moments, words, tuple(_rows(lesson, moments)),
        tuple(sorted({source for fact in facts for source in fact.sources}, key=lambda source: source.number)),
        max(fact.checked for fact in facts), min(fact.review_by for fact in facts),
    )


def _ends(moments: Moments, place: Place) -> float:
    """When a beat is over, s from the beginning of the film."""
    moment = moments.of(place.clip, place.beat)
    return moment.in_film + moment.end - moment.start


def _rows(lesson: Lesson, moments: Moments) -> Iterator[Row]:
    now, shown = 60.0 * lesson.before_minutes, 0.0
    yield Row("before", 0.0, now)
    for stop in sorted(lesson.stops, key=lambda stop: _ends(moments, stop.at)):
        end, talk = _ends(moments, stop.at), 60.0 * stop.minutes
        yield Row("film", now, end - shown, stop.at)
        now, shown = now + end - shown, end
        yield Row("stop", now, talk, stop.at)
        now += talk
    rest = moments.seconds - shown
    if rest > _NOTHING:
        yield Row("film", now, rest)
    yield Row("after", now + max(rest, 0.0), 60.0 * lesson.after_minutes)


# --- as text ------------------------------------------------------------------------------------------


def write(plan: Plan, file: Path) -> None:
    """Write a plan as Markdown."""
    file.write_text("\n".join(_lines(plan)) + "\n", encoding="utf-8", newline="\n")


def _lines(plan: Plan) -> Iterator[str]:
    w, lesson = plan.words, plan.lesson
    about = f"{w['about']} " if plan.moments.about else ""
    yield from (f"# {_plain(lesson.title)}", "")
    yield f"{w['film']}: {about}{clock(plan.moments.seconds)} · {w['total']}: {about}{_minutes(plan, plan.seconds)}"
    yield from ("", f"## {w['goals']}", "")
    for goal in lesson.goals:
        yield f"- {_plain(goal.text)} ({w[goal.level]}; {_at(plan, goal.at)})"
    yield from ("", f"## {w['timing']}", "", f"| | | {w['minutes']} |", "|---|---|---|")
    for row in plan.rows:
        yield f"| {clock(row.start)} | {_what(plan, row)} | {row.seconds / 60:.1f} |"
    yield from ("", f"**{w['before']}.** {_plain(lesson.before)}", "", f"**{w['after']}.** {_plain(lesson.after)}")
    yield from ("", f"## {w['stops']}", "")
    for number, stop in enumerate(sorted(lesson.stops, key=lambda stop: _ends(plan.moments, stop.at)), 1):
        yield f"{number}. **{w['stop_at']} {about}{clock(_ends(plan.moments, stop.at))}** ({_heading(plan, stop.at)})"
        yield f"   - {w['ask']}: {_plain(stop.ask)}"
        yield f"   - {w['listen']}: {_plain(stop.listen)}"
    yield from ("", f"## {w['misconceptions']}", "")
    for wrong in lesson.misconceptions:
        yield f"- “{_plain(wrong.says)}” **{w['so']}:** {_plain(wrong.instead)} ({_at(plan, wrong.at)})"
    yield from ("", f"## {w['sources']}", "")
    yield from (f"- {_plain(source.full)}" for source in plan.sources)
    yield from ("", f"{w['checked']} {plan.checked}, {w['review_by']} {plan.review_by}. {notice_of(w, lesson.machine)}")


def _at(plan: Plan, place: Place) -> str:
    about = f"{plan.words['about']} " if plan.moment(place).about else ""
    return f"{plan.words['met_at']} {about}{clock(plan.moment(place).in_film)}, {_heading(plan, place)}"


def _heading(plan: Plan, place: Place) -> str:
    entry = next(entry for entry in plan.moments.entries if entry.name == place.clip)
    title = entry.script(plan.moments.language, plan.lesson.audience).title
    return f"“{_plain(f'{entry.number} {title}'.strip())}”"


def _what(plan: Plan, row: Row) -> str:
    w = plan.words
    if row.kind == "stop" and row.at is not None:
        return f"{w['stop_at']} {clock(_ends(plan.moments, row.at))}"
    return w[row.kind]


def _minutes(plan: Plan, seconds: float) -> str:
    return f"{round(seconds / 60)} {plan.words['minutes']}"


def _plain(text: str) -> str:
    return text.translate(_SIGNS)
