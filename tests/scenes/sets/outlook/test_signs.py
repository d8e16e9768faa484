"""Signs, tags and words of what is approved and of what is studied claim no more than the ledger."""

from __future__ import annotations

import pytest

from scenes.outlook import OTHERS, Outlook
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES
from scenes.script.script import load_clip_script
from scenes.sets.outlook.signs import APPROVED, STUDIED, Sign, Tag
from scenes.stage.view import View
from tests.helpers.extents import box_px

PX = View(1.0)
LEDGER = load_ledger()


def test_every_tag_says_a_year_of_its_source() -> None:
    facts = {
        "doses": "minihcvd_rr.year", "partners": "hcvad25.year", "first": "out_a041501.year",
        "car_t": "now_cd22_cart.page_year",
    }
    assert set(facts) == set(STUDIED)
    script = load_clip_script("outlook")
    for study, value in facts.items():
        fact, year = value.partition(".")[0], f"{LEDGER.number(value):.0f}"
        assert script.beat(study).labels["date"] == year
        assert year in LEDGER[fact].sources[0].date
        assert fact in script.beat(study).facts
        tag = Tag(PX, year, 40)
        left, _, right, _ = box_px(tag)
        assert right - left == pytest.approx(tag.wide, abs=12)


def test_a_sign_opens_from_its_lowest_point() -> None:
    sign = Sign(PX, 90, "doses")
    low = box_px(sign)[1]
    sign.open(0.5)
    left, half, right, _ = box_px(sign)
    assert right - left == pytest.approx(98, abs=4)
    assert half == pytest.approx(low, abs=8)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_outlook_claims_no_result_but_that_one_was_not_shown(audience: str) -> None:
    script = load_clip_script("outlook", audience=audience)
    said = " ".join(beat.narration for beat in script.beats)
    for word in ("remission", "better", "response", "surviv", "effective", "safer", "fewer", "promising"):
        assert word not in said
    assert "%" not in said
    assert "not show less" in said
    assert "not approved" in said
    assert "will not grow" in said
    for study in STUDIED:
        beat = script.beat(study)
        assert any(LEDGER[fact].balance is None for fact in beat.facts)
    assert Outlook.poster_beat == "studied"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_is_approved_today_is_named_before_what_is_studied(audience: str) -> None:
    script = load_clip_script("outlook", audience=audience)
    assert script.beat_names[:3] == ("today", "beside", "doses")
    beside = script.beat("beside")
    for word in ("blinatumomab", "transplant", "car-t", "cd19", "approved"):
        assert word in beside.narration.lower()
    assert {"now_blina", "now_tisagen", "now_brexu", "now_obecel"} <= {*beside.facts}
    assert {"today", *OTHERS} == {*APPROVED}
    assert {*OTHERS} <= {*beside.labels}
