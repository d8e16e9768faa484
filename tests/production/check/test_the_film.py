"""The film itself passes its own check, with no waiver but those that a doctor would accept."""

from __future__ import annotations

import pytest

from production.check.report import line
from production.check.rule import PictureRule, ProjectRule
from production.check.rules.catalog import RULES
from production.check.run import Scope, check, inspections, report_of
from production.check.waivers import load_waivers
from tests.helpers.checking import real
from tests.helpers.walks import CASES, Case, entry_named, rules_for, walk


def test_the_script_alone_has_no_finding() -> None:
    report = check(real(), Scope(quick=True))
    assert [line(f) for f in report.findings if not f.waived] == []


@pytest.mark.parametrize("case", CASES)
def test_a_clip_as_it_is_shown_has_no_finding(case: Case) -> None:
    shown = walk(case)
    # Rules on ledger and script files look at all of them at once, in the test above.
    rules = (*(rule for rule in RULES if not isinstance(rule, ProjectRule | PictureRule)), *rules_for(case))
    asked = tuple(rule.name for rule in rules)
    scope = Scope((entry_named(shown.clip),), (shown.language,), (shown.audience,), (shown.shape,), rules=asked)
    (inspection,) = inspections(real(), scope)
    report = report_of(real(), scope, [inspection.found_in(shown)])
    assert [line(f) for f in report.findings if not f.waived] == []


def test_waivers_are_few() -> None:
    waivers = load_waivers(real().assets / "waivers.toml", (rule.name for rule in RULES))
    assert len(waivers) <= 6
