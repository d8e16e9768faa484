"""Signs and words of what is studied claim no more than the ledger."""

from __future__ import annotations

import pytest

from scenes.outlook import STUDIES, Outlook
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES
from scenes.script.script import load_clip_script
from scenes.sets.outlook.signs import Tag
from scenes.stage.view import View
from tests.helpers.extents import box_px

PX = View(1.0)
LEDGER = load_ledger()


def test_every_tag_says_the_date_of_its_source() -> None:
    facts = {"doses": "minihcvd_rr", "partners": "ino_chemo_paed", "first": "a041501", "car_t": "cd22_cart_meta"}
    assert set(facts) == set(STUDIES)
    script = load_clip_script("outlook")
    for study, fact in facts.items():
        year = f"{LEDGER.number(f'{fact}.year'):.0f}"
        assert script.beat(study).labels[f"date_{study}"].endswith(year)
        assert year in LEDGER[fact].sources[0].date
        assert fact in script.beat(study).facts
        tag = Tag(PX, script.beat(study).labels[f"date_{study}"], 40)
        left, _, right, _ = box_px(tag)
        assert right - left == pytest.approx(tag.wide, abs=12)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_outlook_claims_no_result_but_that_one_was_not_shown(audience: str) -> None:
    script = load_clip_script("outlook", audience=audience)
    said = " ".join(beat.narration for beat in script.beats)
    for word in ("remission", "better", "response", "surviv", "effective", "safer", "fewer", "promising"):
        assert word not in said
    assert "%" not in said
    assert "not show less" in said
    for study in STUDIES:
        beat = script.beat(study)
        assert any(LEDGER[fact].balance is None for fact in beat.facts)
    assert Outlook.poster_beat == "studied"
