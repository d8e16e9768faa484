"""The rules on truth: ledger, numbers, sources, claims; each just inside and just beyond."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from production.check.reading.claims import Avoided, Claims, Needed, pattern
from production.check.reading.numbers import numbers_in
from production.check.reading.told import Project
from production.check.rules import ledger as ledger_rules
from production.check.rules import true as rules
from scenes.script.errors import FilmError
from scenes.script.facts import ENGLISH, NumberStyle, load_ledger
from tests.helpers.checking import (
    TODAY,
    change,
    copied,
    findings,
    of_clip,
    passes,
    real,
    says,
    told,
    with_script,
)
from tests.helpers.scripted import beat

SCRIPT = """\
[language]
code = "en"
name = "English"

[words]
notice = "General education, not medical advice."

[clip.tiny]
title = "Tiny"
subtitle = "A clip"
summary = "An [arm](antibody) holds on."

[clip.tiny.beat.one]
patient = "Of {vod_hsct.hundred} people {vod_hsct.in_100} had it."
student = "Of {vod_hsct.of} people {vod_hsct.cases} had it."
seen = "A liver."
facts = ["vod_hsct", "crcri_218", "mrd_def"]

[clip.tiny.beat.two]
patient = "Of {crcri_218.hundred} people {crcri_218.in_100} reached it."
student = "Of {crcri_218.of} people {crcri_218.cases} reached it."
seen = "A marrow."
facts = ["vod_hsct", "crcri_218", "mrd_def"]

[clip.tiny.beat.end_card]
seen = "The card."
"""


# --- numbers ------------------------------------------------------------------------------------


def test_numbers_are_found_in_digits_and_in_words() -> None:
    text = "CD22 has seven domains; 3,470 of them, 0.8 mg/m², one each."
    found = [(n.text, n.value) for n in numbers_in(text, ENGLISH, ("CD22",))]
    assert found == [("3,470", 3470.0), ("0.8", 0.8), ("seven", 7.0)]


def test_numbers_are_read_as_their_language_writes_them() -> None:
    style = NumberStyle(",", ".", ("cero", "uno", "dos"))
    found = [n.value for n in numbers_in("3.470 y 0,8 y dos", style, ())]
    assert found == [3470.0, 0.8, 2.0]


def test_a_number_that_no_fact_of_the_beat_holds_is_caught() -> None:
    rule = rules.numbers_resolve
    assert passes(rule, told(beat("one", "It has seven domains.", facts=["cd22_domains"])))
    assert "“eight”" in says(
        findings(rule, told(beat("one", "It has eight domains.", facts=["cd22_domains"])))
    )
    assert "“9”" in says(
        findings(rule, told(beat("one", "It is so.", {"a": "9 nm"}, facts=["cd22_domains"])))
    )


def test_a_fact_of_another_beat_does_not_vouch_for_a_number() -> None:
    made = told(beat("one", "It has seven.", facts=["affinity"]),
                beat("two", "It is so.", facts=["cd22_domains"]))
    assert [f.beat for f in findings(rules.numbers_resolve, made)] == ["one"]


# --- script and sources -------------------------------------------------------------------------


def test_a_script_that_does_not_resolve_is_caught_clip_by_clip(tmp_path: Path) -> None:
    rule = rules.scripts_resolve
    assert passes(rule, with_script(tmp_path, SCRIPT))
    broken = with_script(tmp_path, SCRIPT.replace("{vod_hsct.of}", "79"))
    found = findings(rule, broken)
    assert [f.clip for f in found] == ["tiny"]
    assert "'79' is typed by hand" in says(found)


def test_a_fault_for_both_audiences_is_told_once(tmp_path: Path) -> None:
    broken = with_script(tmp_path, SCRIPT.replace('"mrd_def"]', '"mrd_deff"]', 1))
    assert len(findings(rules.scripts_resolve, broken)) == 1


def test_a_statement_without_a_fact_is_caught() -> None:
    rule = rules.sources_resolve
    assert passes(rule, told(beat("one", "It holds on.", facts=["affinity"])))
    assert "rests on no fact" in says(findings(rule, told(beat("one", "It holds on."))))


def test_a_source_that_is_dropped_from_a_beat_or_from_the_list_is_caught() -> None:
    made = told(beat("one", "It holds on.", facts=["affinity"]))
    record = replace(made.story.beats[0], sources=())
    bare = replace(made, story=replace(made.story, beats=[record]))
    assert "not among the beat's sources" in says(findings(rules.sources_resolve, bare))
    unlisted = replace(made, story=replace(made.story, sources=()))
    assert "not listed at the end" in says(findings(rules.sources_resolve, unlisted))


def test_a_source_that_is_not_the_ledgers_is_caught() -> None:
    made = told(beat("one", "It holds on.", facts=["affinity"]))
    other = replace(made.story.sources[0], full="A paper nobody wrote.")
    forged = replace(made, story=replace(made.story, sources=(other,)))
    assert "not in the ledger as it is shown" in says(findings(rules.sources_resolve, forged))


def with_fact(id: str, **changed: object) -> Project:
    """The project with one fact changed in memory."""
    ledger = load_ledger()
    fact = replace(ledger[id], **changed)  # type: ignore[arg-type]
    return replace(real(), ledger=type(ledger)({**ledger.facts, id: fact}, ledger.sources, "test"))


@pytest.mark.parametrize(
    ("confidence", "fine"), [("DERIVED", True), ("SEEN-2", False), ("WEAK", False), ("NOT SEEN", False)]
)
def test_a_fact_too_weak_to_be_said_is_caught(confidence: str, fine: bool) -> None:
    project = with_fact("affinity", confidence=confidence)
    made = told(beat("one", "It holds on.", facts=["affinity"]), project=project)
    assert passes(rules.confidence_allows_it, made) is fine


# --- dates --------------------------------------------------------------------------------------


def test_a_fact_is_named_sixty_days_before_its_review_and_fails_after_it() -> None:
    due = load_ledger()["vod_hsct"].review_by

    def verdict(today: date) -> set[str]:
        found = findings(rules.facts_are_current, replace(real(), today=today))
        return {finding.grade for finding in found if "'vod_hsct'" in finding.what}

    assert verdict(due - timedelta(days=61)) == set()
    assert verdict(due - timedelta(days=60)) == {"warn"}
    assert verdict(due) == {"warn"}
    assert verdict(due + timedelta(days=1)) == {"FAIL"}


def test_a_fact_that_no_clip_uses_may_age(tmp_path: Path) -> None:
    project = replace(with_script(tmp_path, SCRIPT), today=date(2199, 1, 1))
    assert "'vod_hsct' (tiny)" in says(findings(rules.facts_are_current, project))
    assert "'affinity'" not in says(findings(rules.facts_are_current, project))


# --- claims -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cure", "It cures.", False),
        ("cure", "A CURE.", True),
        ("cure", "It is secure.", False),
        ("guid*", "a guided missile", True),
        ("guid*", "misguided", False),
        ("smart bomb", "a smart-bomb", True),
        ("all cells", "B-ALL cells", False),
        ("all cells", "all  cells", True),
        ("B ALL", "B-ALL", True),
    ],
)
def test_phrases_are_found_at_word_boundaries(phrase: str, text: str, found: bool) -> None:
    assert (pattern((phrase,)).search(text) is not None) is found


@pytest.mark.parametrize(
    ("avoided", "instead"),
    [
        ("The drug cures leukemia.", "The drug can bring remission."),
        ("It spares healthy cells.", "Blood stem cells do not carry CD22."),
        ("It works like a guided missile.", "It drifts, and meets CD22 by chance."),
        ("VOD of the liver is rare.", "VOD of the liver is serious."),
        ("It is safer than chemotherapy.", "In the trial it was compared with chemotherapy."),
        ("It doubles survival.", "At two years, more were alive."),
        ("All leukemia cells carry CD22.", "Most leukemia cells carry CD22."),
        ("It always cuts both strands.", "It often cuts both strands."),
        ("No leukemia is left: the leukemia is gone.", "Few leukemia cells are left, or none."),
        ("It activates caspases.", "The cell then dies."),
        ("It slides between the bases.", "It lies in the narrow groove."),
        ("It works better than blinatumomab.", "It was compared with chemotherapy."),
        ("Newly diagnosed people get it.", "It is studied in newly diagnosed people, in a trial."),
        ("Children can have it.", "In the United States children can have it."),
        ("Ask your doctor for it.", "Ask your team about the liver tests."),
        ("You are twice as likely to respond.", "Of 100, 81 responded."),
        ("It kills the enemy cells.", "The cell dies."),
        ("Complete remission came in 81 of 100.", "Remission came in 81 of 100."),
    ],
)
def test_a_claim_to_avoid_is_caught_and_what_may_be_said_is_not(avoided: str, instead: str) -> None:
    rule = rules.claims_are_avoided
    assert not passes(rule, told(beat("one", avoided)))
    assert passes(rule, told(beat("one", instead)))


def test_rare_is_avoided_beside_vod_only() -> None:
    rule = rules.claims_are_avoided
    assert passes(rule, told(beat("one", "This blood type is rare.")))
    assert not passes(rule, told(beat("one", "There is one harm. It is rare.", {"a": "VOD"})))


def test_claims_are_looked_for_in_titles_labels_and_descriptions() -> None:
    rule = rules.claims_are_avoided
    made = told(beat("one", "It holds on."))
    assert not passes(rule, told(beat("one", "It holds on.", {"a": "cured"})))
    assert not passes(rule, replace(made, script=replace(made.script, subtitle="A cure")))
    record = replace(made.story.beats[0], seen="An army of antibodies.")
    assert not passes(rule, replace(made, story=replace(made.story, beats=[record])))


def test_each_entry_of_the_list_finds_its_own_first_phrase() -> None:
    for claim in real().claims.avoided:
        text = f"{claim.phrases[0].replace('*', '')} {' '.join(claim.beside[:1]).replace('*', '')}"
        assert list(claim.found(text, text)), claim.id


def test_words_that_need_a_fact_are_caught_without_it() -> None:
    rule = rules.claims_rest_on_facts
    assert passes(rule, told(beat("one", "Some had VOD.", facts=["vod_hsct"])))
    assert "says “VOD” without a fact" in says(
        findings(rule, told(beat("one", "Some had VOD.", facts=["affinity"])))
    )


def test_facts_that_a_word_may_rest_on_are_in_the_ledger() -> None:
    ledger = load_ledger()
    for claim in real().claims.needed:
        assert claim.met_by(tuple(ledger.facts)) or claim.id in ("approved",), claim.id


def test_furniture_that_makes_a_claim_is_caught(tmp_path: Path) -> None:
    rule = rules.furniture_makes_no_claim
    assert passes(rule, with_script(tmp_path, SCRIPT))
    text = SCRIPT.replace("General education, not", "A cure, not")
    assert "words.notice" in says(findings(rule, with_script(tmp_path, text)))


def test_a_claim_of_another_language_is_not_looked_for() -> None:
    german = Avoided("heilt", ("cure",), (), (), (), "why", "instead", "de")
    claims = Claims("generic", ("Brand",), (german,), ())
    made = told(beat("one", "A cure."), project=replace(real(), claims=claims))
    assert passes(rules.claims_are_avoided, made)


def test_a_broken_list_of_claims_names_file_key_and_line(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text('[brand]\ngeneric = "g"\nnames = ["b"]\n[avoid.a]\nphrases = ["x"]\nwhi = "y"\n[needs]\n')
    with pytest.raises(FilmError, match=r"avoid\.a\.whi \(line 6\): unknown key. Did you mean 'why'"):
        Claims.load(path)
    path.write_text('[brand]\ngeneric = "g"\nnames = []\n[avoid]\n[needs]\n')
    with pytest.raises(FilmError, match=r"brand\.names \(line 3\): must be a list of words"):
        Claims.load(path)


def test_needed_facts_may_be_named_by_their_beginning() -> None:
    claim = Needed("x", ("VOD",), ("vod_*",), "why", "en")
    assert claim.met_by(("a", "vod_hsct"))
    assert not claim.met_by(("a", "avoid"))


# --- the ledger with itself ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "old", "wrong"),
    [
        ("vod_hsct", {"percent": 23}, {"percent": 24}),
        ("vod_hsct", {"cases": 18}, {"cases": 19}),
        ("vod_hsct", {"in_100": 23}, {"in_100": 32}),
        ("vod_hsct", {"hundred": 100}, {"hundred": 1000}),
        ("crcri_218", {"chemo_cases": 32}, {"chemo_cases": 34}),
        ("nrm_hsct", {"chemo_in_100": 23}, {"chemo_in_100": 32}),
        ("dose_c1", {"total": 1.8}, {"total": 1.9}),
        ("dose_c1", {"first": 0.8}, {"first": 0.9}),
        ("engraft_time", {"low": 10}, {"low": 22}),
        ("vod_onset_hsct", {"median": 15}, {"median": 58}),
        ("dsb_ratio", {"total_in_cells": 4}, {"total_in_cells": 5}),
        ("response_time", {"cycle_1": 64}, {"cycle_1": 66}),
    ],
)
def test_figures_of_a_fact_that_do_not_agree_are_caught(
    id: str, old: dict[str, float], wrong: dict[str, float]
) -> None:
    values = load_ledger()[id].values
    rule = ledger_rules.ledger_adds_up
    assert passes(rule, with_fact(id, values={**values, **old}))
    assert f"'{id}'" in says(findings(rule, with_fact(id, values={**values, **wrong})))


def test_a_percentage_may_be_rounded_by_half_a_point() -> None:
    rule = ledger_rules.ledger_adds_up
    values = load_ledger()["vod_hsct"].values
    assert passes(rule, with_fact("vod_hsct", values={**values, "of": 80, "percent": 22, "in_100": 22}))
    assert not passes(rule, with_fact("vod_hsct", values={**values, "of": 80, "percent": 23.1}))


def test_a_number_in_use_that_its_facts_sentence_does_not_say_is_caught(tmp_path: Path) -> None:
    rule = ledger_rules.sentences_say_the_numbers
    assert passes(rule, with_script(tmp_path, SCRIPT))
    change(tmp_path / "assets", "facts.toml", "18 of 79 people (23%)", "17 of 79 people (23%)")
    project = with_script(tmp_path, SCRIPT)
    assert "vod_hsct.cases is 18, which its sentence does not say" in says(findings(rule, project))


def test_patients_meet_one_denominator_a_clip(tmp_path: Path) -> None:
    rule = ledger_rules.denominators_are_one
    assert passes(rule, of_clip(with_script(tmp_path, SCRIPT), "tiny"))
    two = SCRIPT.replace(
        "Of {crcri_218.hundred} people {crcri_218.in_100}", "Of {crcri_218.of} people {crcri_218.cases}"
    )
    found = findings(rule, of_clip(with_script(tmp_path, two), "tiny"))
    assert "people are counted out of 100 (one), 109 (two)" in says(found)


def test_what_is_not_counted_in_people_has_a_denominator_of_its_own(tmp_path: Path) -> None:
    text = SCRIPT.replace("reached it.", "reached it, {mrd_def.cells} in {mrd_def.among}.", 1)
    assert passes(ledger_rules.denominators_are_one, of_clip(with_script(tmp_path, text), "tiny"))


def test_students_get_percentages_where_denominators_differ(tmp_path: Path) -> None:
    rule = ledger_rules.denominators_are_one
    found = findings(rule, of_clip(with_script(tmp_path, SCRIPT), "tiny", "student"))
    assert [f.beat for f in found] == ["one", "two"]
    text = SCRIPT.replace("{vod_hsct.cases} had", "{vod_hsct.cases} ({vod_hsct.percent}%) had")
    text = text.replace("{crcri_218.cases} r", "{crcri_218.cases} ({crcri_218.percent}%) r")
    assert passes(rule, of_clip(with_script(tmp_path, text), "tiny", "student"))


def test_assets_can_be_copied_and_read_on_any_day(tmp_path: Path) -> None:
    assert Project.load(copied(tmp_path), TODAY).today == TODAY
