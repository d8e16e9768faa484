"""The rules on fairness: benefit and harm alike, one brand name, a whole end card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from production.check.limits import HARM_PACE, HARM_TIME
from production.check.looking.shown_clip import SeenText
from production.check.reading.told_clip import ToldClip, ToldFilm
from production.check.rules import fair as rules
from production.check.rules import pictures
from scenes.script.story import BeatRecord
from scenes.script.version import VERSION
from scenes.stage.layout import Box
from tests.helpers.checking import (
    film,
    findings,
    frame,
    of_clip,
    passes,
    real,
    says,
    shown,
    spoken,
    told,
    with_script,
)
from tests.helpers.scripted import beat

BENEFIT, HARM = "crcri_218", "vod_hsct"
NOWHERE = Box(0, 0, 10, 10)


def clip_of(*beats: BeatRecord, name: str = "scripted") -> ToldClip:
    """A clip of these beats, without captions."""
    made = told(beat("one", "It is so."))
    return replace(made, clip=name, story=replace(made.story, beats=[*beats]))


def good(seconds: float = 10.0, words: int = 20) -> BeatRecord:
    """A beat that tells a benefit."""
    return spoken("good", words, seconds, facts=(BENEFIT,))


def bad(seconds: float = 10.0, words: int = 20) -> BeatRecord:
    """A beat that tells a harm."""
    return spoken("bad", words, seconds, facts=(HARM,))


# --- benefit and harm ---------------------------------------------------------------------------


def test_benefit_without_harm_in_this_clip_or_the_next_is_caught() -> None:
    rule = rules.harm_stands_beside_benefit
    alone, plain = clip_of(good(), name="a"), clip_of(spoken("x", 5, 5.0), name="b")
    assert passes(rule, film(clip_of(good(), bad())))
    assert passes(rule, film(alone, clip_of(bad(), name="b")))
    assert passes(rule, film(plain))
    assert [f.clip for f in findings(rule, film(alone, plain, clip_of(bad(), name="c")))] == ["a"]


def test_only_clips_that_were_asked_for_are_told_of() -> None:
    both = film(clip_of(good(), name="a"), clip_of(good(), name="b"))
    one = ToldFilm(both.project, "en", "patient", "landscape", both.clips, frozenset({"b"}))
    assert [f.clip for f in findings(rules.harm_stands_beside_benefit, one)] == ["b"]


def test_harm_with_less_than_four_fifths_of_the_time_is_caught() -> None:
    rule = rules.harm_gets_comparable_time
    assert passes(rule, film(clip_of(good(10.0), bad(10 * HARM_TIME.value))))
    found = findings(rule, film(clip_of(good(10.0), bad(10 * HARM_TIME.value - 0.1))))
    assert [f.beat for f in found] == ["bad"]
    assert passes(rule, film(clip_of(good(), name="a"), clip_of(bad(8.0), name="b")))


def test_harm_that_is_read_faster_is_caught() -> None:
    rule = rules.harm_is_said_as_calmly
    faster = round(100 * HARM_PACE.value)
    assert passes(rule, film(clip_of(good(60, 100), bad(60, faster))))
    assert "words a minute" in says(findings(rule, film(clip_of(good(60, 100), bad(60, faster + 1)))))


def test_harm_that_is_only_shown_or_only_said_is_caught() -> None:
    rule = rules.harm_is_said_as_calmly
    labeled = replace(good(), labels=("81 of 100",))
    assert passes(rule, film(clip_of(labeled, replace(bad(), labels=("23 of 100",)))))
    assert "harm is not" in says(findings(rule, film(clip_of(labeled, bad()))))
    silent = spoken("bad", 0, 10.0, facts=(HARM,), labels=("23 of 100",))
    assert "not said aloud" in says(findings(rule, film(clip_of(labeled, silent))))


SCRIPT = """\
[language]
code = "en"
name = "English"
[words]
notice = "Not advice."
[clip.tiny]
title = "Tiny"
subtitle = "A clip"
summary = "It [holds](cd22)."
[clip.tiny.beat.good]
patient = "Of {crcri_218.hundred} people, {crcri_218.in_100} reached remission."
student = "{crcri_218.percent}% reached remission."
seen = "Marrow."
facts = ["crcri_218"]
[clip.tiny.beat.bad]
patient = "Of {vod_hsct.hundred} people, {vod_hsct.in_100} had VOD."
student = "{vod_hsct.percent}% had VOD."
seen = "A liver."
facts = ["vod_hsct"]
[clip.tiny.beat.end_card]
seen = "The card."
"""


@pytest.mark.parametrize("audience", ["patient", "student"])
def test_benefit_and_harm_in_one_form_pass(tmp_path: Path, audience: str) -> None:
    clip = of_clip(with_script(tmp_path, SCRIPT), "tiny", audience)
    assert passes(rules.benefit_and_harm_have_one_form, clip)


def test_benefit_in_percent_beside_harm_in_counts_is_caught(tmp_path: Path) -> None:
    mixed = SCRIPT.replace(
        "Of {crcri_218.hundred} people, {crcri_218.in_100} reached", "{crcri_218.percent}% reached"
    )
    found = findings(
        rules.benefit_and_harm_have_one_form, of_clip(with_script(tmp_path, mixed), "tiny")
    )
    assert "benefit is given in percentages, harm in counts" in says(found)


def lettered(sizes: Mapping[str, float]) -> bool:
    """Whether a clip whose benefit and harm are written in these sizes (px) passes."""
    clip = clip_of(good(), bad())
    frames = [
        frame(name, texts=(SeenText("23 of 100", NOWHERE, size, label=0),))
        for name, size in sizes.items()
    ]
    return passes(pictures.harm_is_written_as_large, shown(clip, *frames))


def test_harm_that_is_written_smaller_is_caught() -> None:
    assert lettered({"good": 52.0, "bad": 52.0})
    assert lettered({"good": 40.0, "bad": 52.0})
    assert not lettered({"good": 52.0, "bad": 51.0})
    assert lettered({"good": 52.0}), "harm without words is another rule's affair"


# --- brand --------------------------------------------------------------------------------------


def test_the_brand_may_come_once_after_the_generic_name() -> None:
    rule = rules.brand_is_named_once_at_most
    generic, brand = "Inotuzumab ozogamicin holds on.", "It is sold as Besponsa."
    assert passes(rule, told(beat("one", generic)))
    assert passes(rule, told(beat("one", f"{generic} {brand}")))
    twice = told(beat("one", f"{generic} {brand}"), beat("two", "Besponsa stays."))
    assert "named 2 times" in says(findings(rule, twice))
    early = told(beat("one", f"{brand} {generic}"))
    assert "comes before" in says(findings(rule, early))
    labeled = told(beat("one", generic, {"a": "Besponsa", "b": "besponsa"}))
    assert "named 2 times" in says(findings(rule, labeled))


# --- end card -----------------------------------------------------------------------------------


def test_a_clip_without_its_end_card_is_caught() -> None:
    rule = rules.end_card_is_complete
    facts = ["affinity"]
    assert passes(rule, told(beat("one", "It holds.", facts=facts), beat("end_card", "All is said.")))
    assert "does not end on its end card" in says(findings(rule, told(beat("one", facts=facts))))


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ({"notice": ""}, "notice"),
        ({"notice": "Ask your doctor."}, "notice"),
        ({"checked": ""}, "date of the check"),
        ({"version": ""}, "version"),
    ],
)
def test_an_end_card_that_lacks_a_part_is_caught(words: dict[str, str], lacks: str) -> None:
    made = told(beat("one", "It holds.", facts=["affinity"]), beat("end_card", "All is said."))
    bare = replace(made, script=replace(made.script, words={**made.script.words, **words}))
    found = findings(rules.end_card_is_complete, bare)
    assert lacks in says(found)
    assert [f.beat for f in found] == ["end_card"]


def test_an_end_card_without_summary_or_sources_is_caught() -> None:
    made = told(beat("one", "It holds."), beat("end_card", "All is said."))
    bare = replace(made, story=replace(made.story, summary=" "))
    assert "summary, sources" in says(findings(rules.end_card_is_complete, bare))


def test_a_check_that_is_yet_to_come_is_caught() -> None:
    made = told(beat("one", "It holds.", facts=["affinity"]), beat("end_card", "All is said."))
    rule = rules.end_card_is_complete
    assert passes(rule, replace(made, project=replace(real(), today=date(2026, 11, 23))))
    found = findings(rule, replace(made, project=replace(real(), today=date(2026, 11, 22))))
    assert "yet to come" in says(found)


def card(*texts: str) -> ToldClip:
    """Text of an end card, as it is shown."""
    made = told(beat("one", "It holds.", facts=["affinity"]), beat("end_card", "All is said."))
    seen = tuple(SeenText(text, NOWHERE, 40.0) for text in texts)
    found = findings(pictures.end_card_shows_all, shown(made, frame("end_card", texts=seen)))
    return found  # type: ignore[return-value]


def test_an_end_card_that_does_not_show_all_is_caught() -> None:
    notice = real().scripts["en"].text("words", "notice")
    source = real().ledger["affinity"].sources[0].short
    dated = f"Checked November 2026 · version {VERSION}"
    whole = (notice, source, dated)
    assert not card(*whole)
    for missing, name in zip(whole, ("the notice", source, "the version"), strict=True):
        found = card(*(text for text in whole if text != missing))
        assert name in says(found)  # type: ignore[arg-type]
