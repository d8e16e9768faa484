"""Checking: what was asked for becomes inspections, these become findings, findings one report.

Here they are done one after the other; whoever has more processes has each of `inspections` done there,
as a task, and makes the report with `report_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from production.check.finding import Finding
from production.check.looking.shown_clip import ShownClip
from production.check.looking.walker import walk
from production.check.reading.project import ASSETS, Project
from production.check.reading.told_clip import ToldClip, ToldFilm, estimated, told
from production.check.rule import AnyRule, FilmRule, PictureRule, ProjectRule, StoryRule
from production.check.rules.catalog import RULES, rules_named
from production.check.waivers import Waiver, load_waivers, unused, waive
from production.plan.task import Keeper, Told
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.mistakes import explained
from scenes.script.request import AUDIENCES, CAPTIONS, SHAPES, Request
from scenes.script.story import Story
from scenes.script.voice import SilentVoice, Voice

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
    voice
        Who reads in a language.
    captions
        Where they stand, one of `CAPTIONS`.
    """

    entries: tuple[Entry, ...] = RUNNING_ORDER
    languages: tuple[str, ...] = ("en",)
    audiences: tuple[str, ...] = AUDIENCES
    shapes: tuple[str, ...] = SHAPES
    rules: tuple[str, ...] = ()
    quick: bool = False
    voice: Callable[[str], Voice] = lambda language: SilentVoice()
    captions: str = CAPTIONS[0]

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


# --- one cut of one clip ------------------------------------------------------------------------


@dataclass(frozen=True)
class Inspection:
    """One cut of one clip that is to be held against rules; small, and complete for any process.

    Attributes
    ----------
    rules
        Names of rules or families; none means all.
    assets, today, out
        What the project is read from; see `Project`. Without ``assets``: the film's own.
    quick
        From the script alone.
    """

    entry: Entry
    request: Request
    rules: tuple[str, ...]
    assets: Path | None
    today: date
    out: Path | None
    quick: bool

    @property
    def clip(self) -> str:
        """Name of the clip."""
        return self.entry.name

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> Inspected:
        """Do it as a task: there is nothing to keep, and nothing to tell before the end."""
        del keep, tell, wanted
        return self.inspect()

    def inspect(self, project: Project | None = None) -> Inspected:
        """Hold it against the rules; a project that is at hand need not be read."""
        project = project or _read(self.assets, self.today, self.out, self.request.language)
        pictures = [rule for rule in rules_named(self.rules) if isinstance(rule, PictureRule)]
        try:
            if self.quick:
                script = project.clip_script(self.clip, self.request.language, self.request.audience)
                return self.found_in(estimated(project, script, self.request))
            return self.found_in(walk(project, self.entry, self.request, pictures))
        except Exception as error:
            return Inspected(self, (self.broken(explained(error)),))

    def found_in(self, clip: ShownClip | ToldClip) -> Inspected:
        """Hold a clip that was walked, or only told, against the rules."""
        told_clip = clip.told if isinstance(clip, ShownClip) else clip
        found: list[Finding] = []
        for rule in rules_named(self.rules):
            if isinstance(rule, PictureRule) and isinstance(clip, ShownClip):
                found += rule.findings(clip)
            elif isinstance(rule, StoryRule):
                found += rule.findings(told_clip)
        return Inspected(self, tuple(found), told_clip.story)

    def broken(self, why: str) -> Finding:
        """What is found where it cannot be looked at."""
        asked = self.request
        return Finding(
            BROKEN, self.clip, "", asked.shape, asked.audience, asked.language,
            f"cannot be checked: {why}", "Mend the clip or its script.",
        )


@dataclass(frozen=True)
class Inspected:
    """What became of an inspection; small, so that it may come from another process.

    Attributes
    ----------
    story
        For the rules that look at all clips; None if the clip could not be looked at.
    """

    inspection: Inspection
    findings: tuple[Finding, ...]
    story: Story | None = None


@cache
def _read(assets: Path | None, today: date, out: Path | None, language: str) -> Project:
    """The project in one language, read once by each process."""
    return Project.load(assets or ASSETS, today, out, asked=(language,))


# --- checking -----------------------------------------------------------------------------------


def check(project: Project, scope: Scope, tell: Tell | None = None) -> Report:
    """Check what was asked for, one cut after the other, in this process."""
    todo, done = inspections(project, scope), []
    for inspection in todo:
        done.append(inspection.inspect(project))
        if tell is not None:
            tell(inspection.clip, len(done), len(todo))
    return report_of(project, scope, done)


def inspections(project: Project, scope: Scope) -> tuple[Inspection, ...]:
    """All that is to be looked at; each inspection may be done anywhere, in any order."""
    assets = project.assets if project.assets != ASSETS else None  # on another machine they stand elsewhere
    return tuple(
        Inspection(entry, request, scope.rules, assets, project.today, project.out, scope.quick)
        for entry in scope.entries
        for request in _requests(scope)
    )


def report_of(project: Project, scope: Scope, done: Iterable[Inspected]) -> Report:
    """One report of all inspections that were done, and of the rules that look at more than one clip.

    One that is missing, because its process was ended, is a finding.
    """
    rules = rules_named(scope.rules)
    waivers = load_waivers(project.assets / "waivers.toml", (rule.name for rule in RULES))
    asked = frozenset(entry.name for entry in scope.entries)
    found = [
        finding
        for rule in rules
        if isinstance(rule, ProjectRule)
        for finding in rule.findings(project)
        if not finding.clip or finding.clip in asked
    ]
    by_inspection = {inspected.inspection: inspected for inspected in done}
    todo = inspections(project, scope)
    for inspection in todo:
        inspected = by_inspection.get(inspection)
        found += inspected.findings if inspected else [inspection.broken("its process was ended")]
    for request in _requests(scope):
        film = _film(project, request, by_inspection, asked)
        found += [f for rule in rules if isinstance(rule, FilmRule) for f in rule.findings(film)]
    marked, used = waive(found, waivers)
    marked += unused(w for w in waivers if w not in used and scope.covers(w))
    return Report(sorted_out(marked, scope.shapes), rules, len(todo), tuple(sorted(asked)))


def _requests(scope: Scope) -> list[Request]:
    cuts = product(scope.languages, scope.audiences, scope.shapes)
    return [
        Request(language, audience, shape, voice=scope.voice(language), captions=scope.captions)
        for language, audience, shape in cuts
    ]


def _film(
    project: Project, request: Request, by_inspection: Mapping[Inspection, Inspected], asked: frozenset[str]
) -> ToldFilm:
    """All clips of one cut: as they were walked, or else as their script tells them."""
    stories = {one.clip: inspected.story for one, inspected in by_inspection.items() if one.request == request}
    clips = []
    for entry in project.order:
        story = stories.get(entry.name)
        if story is None and entry.name in asked:
            continue  # a finding says already that it cannot be checked
        try:
            script = project.clip_script(entry.name, request.language, request.audience)
        except FilmError:
            continue  # a rule on the script says so
        clips.append(told(project, script, story, request) if story else estimated(project, script, request))
    return ToldFilm(project, request.language, request.audience, request.shape, tuple(clips), asked)


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
