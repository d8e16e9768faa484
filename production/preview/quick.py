"""The quick rules on one clip, from its words alone: what is said within a second of each save.

Those on all clips together, on the ledger and on what is taught with the film read much more: `render.py check` asks
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from production.check.reading.project import ASSETS, Project
from production.check.rule import StoryRule
from production.check.rules.catalog import RULES
from production.check.run import Scope, check
from production.preview.places import place_of
from production.preview.requests import request_of
from scenes.running_order import RUNNING_ORDER


def quick_findings(cut: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the rules on words, times and facts find in a clip, each with its place."""
    entries = tuple(entry for entry in RUNNING_ORDER if entry.name == cut["clip"])
    if not entries:
        return []
    voice = request_of(cut).voice
    scope = Scope(
        entries, (cut["language"],), (cut["audience"],), (cut["shape"],), quick=True, voice=lambda language: voice,
        rules=tuple(rule.name for rule in RULES if isinstance(rule, StoryRule)),
    )
    report = check(Project.load(ASSETS, date.today(), None, asked=(cut["language"],)), scope)
    return [
        {**finding.as_data(), "place": place_of(finding, entries[0])} for finding in report.findings
        if not finding.waived and finding.clip == cut["clip"]
    ]
