"""Checking: what was asked for becomes walks, walks become findings, findings one report."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from production.check.finding import Finding
from production.check.looking.shown import Shown
from production.check.looking.walker import walk
from production.check.reading.told import Film, Project, Told, estimated
from production.check.rule import AnyRule, FilmRule, PictureRule, ProjectRule, StoryRule
from production.check.rules.rules import RULES, rules_named
from production.check.waivers import Waiver, load_waivers, unused, waive
from scenes.running_order import RUNNING_ORDER, Entry
from scenes.script.errors import FilmError
from scenes.script.mistakes import explained
from scenes.script.request import AUDIENCES, SHAPES, Request

Tell = Callable[[str, int, int], None]
"""Told what has been looked at, and how many of how many that makes."""

#: What is found where a clip, or all of ``assets``, cannot be read at all.
BROKEN = "can-be-checked"


@dataclass(frozen=True)
class Scope:
    """What is to be checked.

    Attributes
    ----------
    quick
        From the script alone: times are estimated, and nothing is drawn.
    """

    entries: tuple[Entry, ...] = RUNNING_ORDER
    languages: tuple[str, ...] = ("en",)
    audiences: tuple[str, ...] = AUDIENCES
    shapes: tuple[str, ...] = SHAPES
    rules: tuple[str, ...] = ()
    quick: bool = False

    def covers(self, waiver: Waiver) -> bool:
        """Whether a waiver would have been needed, had it been needed anywhere."""
        ran = [rule for rule in rules_named(self.rules) if rule.name == waiver.rule]
        if not ran or (self.quick and isinstance(ran[0], PictureRule)):
            return False
        return all(
            not wanted or wanted in asked
            for wanted, asked in (
                (waiver.clip, ("film", "*", *(entry.name for entry in self.entries))),
                (waiver.language, self.languages),
                (waiver.audience, self.audiences),
                (waiver.shape, self.shapes),
            )
        )


@dataclass(frozen=True)
class Report:
    """All that was found.

    Attributes
    ----------
    findings
        What weighs most first; equal ones of several shapes are one.
    rules
        The rules that looked.
    looked_at
        How many cuts of clips were looked at.
    """

    findings: tuple[Finding, ...]
    rules: tuple[AnyRule, ...]
    looked_at: int = 0
    clips: tuple[str, ...] = field(default=())

    def failed(self, strict: bool = False) -> bool:
        """Whether something was found that was neither waived nor (unless strict) a warning."""
        return any(not f.waived and (strict or not f.warning) for f in self.findings)


@dataclass(frozen=True)
class _Job:
    """One cut of one clip, as another process is told of it."""

    entry: Entry
    request: Request
    rules: tuple[str, ...]
    assets: Path
    today: date
    out: Path | None
    quick: bool


@dataclass(frozen=True)
class _Looked:
    """What became of a job; the story comes back for the rules that look at all clips."""

    findings: tuple[Finding, ...]
    told: Told | None


def check(
    project: Project, scope: Scope, *, jobs: int | None = 1, tell: Tell | None = None
) -> Report:
    """Check what was asked for.

    Parameters
    ----------
    jobs
        Processes that walk; None is one a core, 1 this process alone.
    tell
        Is told how far it is.
    """
    rules = rules_named(scope.rules)
    waivers = load_waivers(project.assets / "waivers.toml", (rule.name for rule in RULES))
    asked = {entry.name for entry in scope.entries}
    found = [
        finding
        for rule in rules
        if isinstance(rule, ProjectRule)
        for finding in rule.findings(project)
        if not finding.clip or finding.clip in asked
    ]
    work = [
        _Job(entry, request, scope.rules, project.assets, project.today, project.out, scope.quick)
        for entry in scope.entries
        for request in _requests(scope)
    ]
    looked: dict[tuple[str, Request], _Looked] = {}
    for job, result in _done(project, work, jobs):
        looked[(job.entry.name, job.request)] = result
        found += result.findings
        if tell is not None:
            tell(job.entry.name, len(looked), len(work))
    for request in _requests(scope):
        film = _film(project, request, looked, frozenset(asked))
        for rule in rules:
            if isinstance(rule, FilmRule):
                found += rule.findings(film)
    marked, used = waive(found, waivers)
    marked += unused(w for w in waivers if w not in used and scope.covers(w))
    return Report(sorted_out(marked, scope.shapes), rules, len(work), tuple(sorted(asked)))


def _requests(scope: Scope) -> list[Request]:
    cuts = product(scope.languages, scope.audiences, scope.shapes)
    return [Request(language, audience, shape) for language, audience, shape in cuts]


def _film(
    project: Project,
    request: Request,
    looked: dict[tuple[str, Request], _Looked],
    asked: frozenset[str],
) -> Film:
    """All clips of one cut: as they were walked, or else as their script tells them."""
    clips = []
    for entry in project.order:
        result = looked.get((entry.name, request))
        told = result.told if result else None
        if told is None and result is None:
            try:
                script = project.clip_script(entry.name, request.language, request.audience)
                told = estimated(project, script, request)
            except FilmError:
                pass
        if told is not None:
            clips.append(told)
    return Film(project, request.language, request.audience, request.shape, tuple(clips), asked)


# --- one cut ------------------------------------------------------------------------------------


def look(project: Project, entry: Entry, request: Request, rules: Sequence[AnyRule], quick: bool
         ) -> _Looked:
    """Hold one cut of one clip against the rules."""
    place = Finding(BROKEN, entry.name, "", request.shape, request.audience, request.language, "", "")
    pictures = [rule for rule in rules if isinstance(rule, PictureRule)]
    found: list[Finding] = []
    try:
        if quick:
            script = project.clip_script(entry.name, request.language, request.audience)
            told = estimated(project, script, request)
        else:
            shown = walk(project, entry, request, pictures)
            told = shown.told
            found += [f for rule in pictures for f in rule.findings(shown)]
        found += _of_told(told, rules)
    except Exception as error:
        what = f"cannot be checked: {explained(error)}"
        return _Looked((replace(place, what=what, do="Mend the clip or its script."),), None)
    return _Looked(tuple(found), told)


def held(shown: Shown, rules: Sequence[AnyRule] = RULES) -> list[Finding]:
    """Hold one clip that was walked against all rules that look at clips."""
    told = shown.told
    found = [f for rule in rules if isinstance(rule, PictureRule) for f in rule.findings(shown)]
    film = _film(told.project, told.request, {(told.clip, told.request): _Looked((), told)},
                 frozenset({told.clip}))
    found += [f for rule in rules if isinstance(rule, FilmRule) for f in rule.findings(film)]
    return found + _of_told(told, rules)


def _of_told(told: Told, rules: Sequence[AnyRule]) -> list[Finding]:
    return [f for rule in rules if isinstance(rule, StoryRule) for f in rule.findings(told)]


def _done(
    project: Project, work: Sequence[_Job], jobs: int | None
) -> Iterable[tuple[_Job, _Looked]]:
    """Do the work, here or in several processes, and give each result as it comes."""
    count = jobs or multiprocessing.cpu_count()
    if count == 1 or len(work) < 2 or (work and work[0].quick):
        for job in work:
            rules = rules_named(job.rules)
            yield job, look(project, job.entry, job.request, rules, job.quick)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(count, len(work)), mp_context=context) as pool:
        waiting = {pool.submit(_elsewhere, job): job for job in work}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _elsewhere(job: _Job) -> _Looked:
    project = _project(job.assets, job.today, job.out)
    return look(project, job.entry, job.request, rules_named(job.rules), job.quick)


@cache
def _project(assets: Path, today: date, out: Path | None) -> Project:
    """Read once by each process."""
    return Project.load(assets, today, out)


# --- the report ---------------------------------------------------------------------------------


def sorted_out(findings: Iterable[Finding], shapes: Sequence[str]) -> tuple[Finding, ...]:
    """Equal findings of several shapes as one, and what weighs most first."""
    places: dict[Finding, list[str]] = {}
    for finding in findings:
        places.setdefault(replace(finding, shape=""), []).append(finding.shape)
    merged = []
    for finding, found_in in places.items():
        different = [shape for shape in dict.fromkeys(found_in) if shape]
        everywhere = len(different) == len(shapes) > 1 or not different
        merged.append(replace(finding, shape="" if everywhere else "+".join(different)))
    weight = {"FAIL": 0, "warn": 1, "waived": 2}
    return tuple(sorted(merged, key=lambda f: (weight[f.grade], f.clip, f.beat, f.rule, f.what)))
