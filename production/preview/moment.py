"""The moment that is shown, as the checks see it: boxes of texts and leaders, zones, contrast, and what is wrong."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

from production.check.finding import Finding
from production.check.looking.moment import Moment
from production.check.looking.pixels import behind_words
from production.check.looking.shown_clip import Frame, ShownClip
from production.check.reading.project import ASSETS, Project
from production.check.reading.told_clip import estimated
from production.check.rule import PictureRule
from production.check.rules.catalog import RULES
from production.draw.picture import Picture
from production.draw.walk import Walk
from production.plan.score import Score
from production.preview.places import place_of
from scenes.stage.layout import Box, Zones


def rules_for(at_end: bool) -> list[PictureRule]:
    """The rules that can judge one picture: all of them at the end of a beat, those on any frame elsewhere."""
    return [
        rule for rule in RULES
        if isinstance(rule, PictureRule) and rule.onlooker is None and (rule.samples or at_end)
    ]


def seen_in(walk: Walk, score: Score, beat: str, picture: Picture, at_end: bool) -> dict[str, Any]:
    """What the checks see in the moment at which a clip stands; boxes in shares of the picture's width and height."""
    moment = Moment(walk.clip, walk.renderer, beat, at_end, picture)
    z, frame = walk.clip.zones, moment.frame
    rules = rules_for(at_end)
    observed = {rule.name: ((moment.time, beat, rule.observe(moment)),) for rule in rules if rule.observe is not None}
    behind = behind_words(moment)
    return {
        "safe": _share(z, z.safe),
        "band": _share(z, z.caption),
        "texts": _texts(z, frame, {one.text: round(float(one.contrast), 1) for one in behind}),
        "ends": [
            [*_point(z, label.end), label.text] for label in frame.labels if label.end is not None
        ],
        "findings": [_finding(f, frame, z, score) for f in _judged(walk, score, frame, observed, rules)],
        "judged": len(rules),
    }


def _judged(
    walk: Walk, score: Score, frame: Frame, observed: dict[str, Any], rules: list[PictureRule]
) -> list[Finding]:
    """What these rules find in a frame; that the rest of the clip is missing is no finding."""
    project = _project(score.request.language)
    clip = walk.clip
    told = estimated(project, score.script, score.request)
    shown = ShownClip(told, (frame,), observed, {}, clip.poster_beat, clip.scaled, clip.lasts)
    found: list[Finding] = []
    for rule in rules:
        with suppress(KeyError, IndexError, StopIteration):  # it looks for another part of the clip
            found += [finding for finding in rule.findings(shown) if finding.beat == frame.beat]
    return [finding for finding in found if "there is nothing to judge" not in finding.what]


@cache
def _project(language: str) -> Project:
    """The film's own ledger, and the scripts of a language; who draws one moment after another reads them once."""
    return Project.load(ASSETS, date.today(), None, asked=(language,))


def _finding(finding: Finding, frame: Frame, z: Zones, score: Score) -> dict[str, Any]:
    """A finding with its line in the code and, where it names a text, its place in the picture."""
    named = [text for text in frame.texts if text.text and text.text in finding.what]
    return {
        **finding.as_data(), "place": place_of(finding, score.entry),
        "box": _share(z, named[0].box) if named else None,
    }


def _texts(z: Zones, frame: Frame, contrasts: dict[str, float]) -> list[dict[str, Any]]:
    """Each line of text with its place, and its least contrast with what stands behind it, once it has come up."""
    return [
        {"text": t.text, "box": _share(z, t.box), "kind": t.kind, "size": round(t.size),
         "contrast": contrasts.get(t.text)}
        for t in frame.texts
    ]


def _share(z: Zones, box: Box) -> list[float]:
    """Left, top, width and height of a box as shares of the picture."""
    wide, high = z.frame.width, z.frame.height
    return [round(x, 4) for x in (box.left / wide, box.top / high, box.width / wide, box.height / high)]


def _point(z: Zones, point: tuple[float, float]) -> list[float]:
    return [round(float(point[0]) / z.frame.width, 4), round(float(point[1]) / z.frame.height, 4)]
