"""The film itself passes its own check, with no waiver but those that a doctor would accept."""

from __future__ import annotations

import pytest

from production.check.report import line
from production.check.rules.catalog import RULES
from production.check.run import Look, Scope, check, looks
from production.check.waivers import load_waivers
from tests.helpers.checking import real

# All looks at one clip ask for the same worker: what one shape has built the next one finds ready.
LOOKS = [
    pytest.param(
        look, id=f"{look.clip}-{look.request.shape}-{look.request.audience}",
        marks=pytest.mark.xdist_group(look.clip),
    )
    for look in looks(real(), Scope())
]


def test_the_script_alone_has_no_finding() -> None:
    report = check(real(), Scope(quick=True))
    assert [line(f) for f in report.findings if not f.waived] == []


@pytest.mark.parametrize("look", LOOKS)
def test_a_clip_as_it_is_shown_has_no_finding(look: Look) -> None:
    asked = look.request
    report = check(real(), Scope((look.entry,), (asked.language,), (asked.audience,), (asked.shape,)))
    assert [line(f) for f in report.findings if not f.waived] == []


def test_waivers_are_few() -> None:
    waivers = load_waivers(real().assets / "waivers.toml", (rule.name for rule in RULES))
    assert len(waivers) <= 6
