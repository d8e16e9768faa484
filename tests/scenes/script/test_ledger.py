"""The ledger: what it holds, what it refuses, and that filling is safe."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.script.errors import FilmError
from scenes.script.facts import CONFIDENCE, Ledger, load_ledger, placeholders
from scenes.script.toml_file import read_toml

LEDGER = load_ledger()
CORE = ("vod_hsct", "nrm_hsct", "dose_c1", "cd22_length", "dar", "ccv", "dna_turn", "membrane", "moa_label")

GOOD = """\
[source.label]
short = "A label"
full = "A label, revised"
date = 2024-03-06

[fact.rod]
values = { nm = 28, copies = 3470, share = 0.8, name = "CD22" }
unit = "nm"
sentence = "A rod stands 28 nm high."
source = "label"
where = "section 1"
confidence = "SEEN"
checked = 2026-11-23
review_by = 2027-11-23

[fact.guess]
values = { nm = 7 }
unit = "nm"
sentence = "A guess."
source = ["label"]
where = "nowhere"
confidence = "WEAK"
checked = 2026-11-23
review_by = 2027-11-23
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(text: str) -> Path:
        path = tmp_path / "facts.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def refusal(path: Path) -> str:
    with pytest.raises(FilmError) as caught:
        Ledger.load(path)
    message = str(caught.value)
    assert "\n" not in message
    assert "facts.toml" in message
    return message


# ------------------------------------------------------------------ the film's own ledger


@pytest.mark.parametrize("id", CORE)
def test_ledger_holds_the_facts_of_the_core_clips(id: str) -> None:
    assert LEDGER[id].sentence


def test_every_source_is_used_by_some_fact() -> None:
    used = {source.id for fact in LEDGER.facts.values() for source in fact.sources}
    assert used == set(LEDGER.sources)


def test_source_lines_fit_an_end_card() -> None:
    assert all(len(source.short) <= 45 for source in LEDGER.sources.values())


def test_nothing_is_said_at_second_hand(write: Write) -> None:
    text = GOOD.replace('confidence = "WEAK"', 'confidence = "SEEN-2"')
    assert not Ledger.load(write(text))["guess"].citable


def test_label_facts_are_looked_at_again_within_half_a_year() -> None:
    label = LEDGER.sources["uspi"]
    clinical = [f for f in LEDGER.facts.values() if f.sources[0] == label and "trial" in f.sentence]
    assert clinical
    assert all((fact.review_by - fact.checked).days <= 190 for fact in clinical)


def test_counts_and_percentages_agree() -> None:
    for id in ("vod_hsct", "crcri_218", "response_time"):
        values = LEDGER[id].values
        for cases, of, percent in (
            ("cases", "of", "percent"),
            ("chemo_cases", "chemo_of", "chemo_percent"),
            ("cycle_1", "of", "cycle_1_percent"),
            ("cycle_2", "of", "cycle_2_percent"),
        ):
            if cases in values:
                share = 100 * LEDGER.number(f"{id}.{cases}") / LEDGER.number(f"{id}.{of}")
                assert share == pytest.approx(LEDGER.number(f"{id}.{percent}"), abs=0.5)


#: Facts of several clips that count the same people, or measure the same thing: one number everywhere.
_THE_SAME = (
    ("crcri_218.cases", "response_time.of", "mrd_218.of"),
    ("crcri_218.chemo_cases", "mrd_218.chemo_of"),
    ("crcri_218.of", "crcri_218.chemo_of", "cr_only.of", "cr_only.chemo_of"),
    ("hsct_all.cases", "vod_hsct.of"),
    ("hsct_all.of", "vod_all.of"),
    ("tr_mrd_all.cases", "mrd_218.cases"),
    ("tr_mrd_all.of", "crcri_218.of"),
    ("trial_pop.adults", "tr_remission_326.people", "tr_why_164_143.people"),
    ("trial_pop.drug", "tr_remission_326.of", "tr_no_remission.of", "tr_why_164_143.drug", "vod_all.of"),
    ("trial_pop.chemo", "tr_remission_326.chemo_of", "tr_no_remission.chemo_of", "tr_why_164_143.chemo"),
    ("tr_why_164_143.chemo_treated", "vod_all.chemo_of"),
    ("vod_hsct.cases", "vod_fatal.of"),
    ("os_final.p", "tr_boundary.final_p"),
    ("os_final.boundary", "tr_boundary.final_limit"),
    ("td_infusion.hours", "pump_line.hours"),
    ("nrm_hsct.hundred", "vod_hsct.hundred", "vod_all.hundred", "hsct_all.hundred", "crcri_218.hundred"),
)


@pytest.mark.parametrize("values", _THE_SAME, ids=lambda values: values[0])
def test_the_same_people_are_counted_alike_in_every_clip(values: tuple[str, ...]) -> None:
    assert len({LEDGER.number(value) for value in values}) == 1


def test_people_in_remission_and_people_without_are_all_of_an_arm() -> None:
    for arm in ("", "chemo_"):
        parts = LEDGER.number(f"tr_remission_326.{arm}cases") + LEDGER.number(f"tr_no_remission.{arm}cases")
        assert parts == LEDGER.number(f"tr_remission_326.{arm}of")


def test_vod_with_and_without_a_transplant_is_all_vod() -> None:
    assert LEDGER.number("vod_hsct.cases") + LEDGER.number("tr_vod_nohsct.cases") == LEDGER.number("vod_all.cases")


def test_doses_of_a_cycle_add_up() -> None:
    for id in ("dose_c1", "dose_later_cr", "dose_later_nocr"):
        doses = [LEDGER.number(f"{id}.{which}") for which in ("first", "second", "third")]
        assert sum(doses) == pytest.approx(LEDGER.number(f"{id}.total"))


def test_cd22_stands_as_many_membranes_tall_as_is_said() -> None:
    ratio = LEDGER.number("cd22_length.nm") / LEDGER.number("membrane.nm")
    assert round(ratio) == LEDGER.number("cd22_length.times_membrane")


def test_break_counts_add_up() -> None:
    double, single = LEDGER.number("dsb_ratio.double"), LEDGER.number("dsb_ratio.single_in_cells")
    assert double + single == LEDGER.number("dsb_ratio.total_in_cells")


# ------------------------------------------------------------------ reading values


def test_fact_with_one_value_needs_no_key() -> None:
    assert LEDGER.number("cd22_domains") == LEDGER.number("cd22_domains.count") == 7


def test_fact_with_several_values_asks_which_one() -> None:
    with pytest.raises(FilmError, match=r"vod_hsct\.cases, vod_hsct\.of"):
        LEDGER.number("vod_hsct")


def test_unknown_fact_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(FilmError, match="Did you mean 'vod_hsct'"):
        LEDGER["vod_hscr"]


def test_a_wrong_fact_in_the_code_of_a_clip_is_told_with_the_line_of_that_code() -> None:
    line = sys._getframe().f_lineno
    with pytest.raises(FilmError, match=rf"^tests/scenes/script/test_ledger\.py:{line + 2}: assets/facts\.toml: There"):
        LEDGER.number("vod_hscr.of")
    with pytest.raises(FilmError, match=rf"^tests/scenes/script/test_ledger\.py:{line + 4}: .* Did you mean 'cases'"):
        LEDGER.number("vod_hsct.case")


def test_text_value_is_not_a_number(write: Write) -> None:
    with pytest.raises(FilmError, match=r"rod\.name is text"):
        Ledger.load(write(GOOD)).number("rod.name")


# ------------------------------------------------------------------ filling placeholders


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{rod.nm} nm", "28 nm"),
        ("{rod.copies}", "3,470"),
        ("{rod.share} mg/m²", "0.8 mg/m²"),
        ("{rod.name}", "CD22"),
        ("no number", "no number"),
        ("{rod.nm}{rod.nm}", "2828"),
    ],
)
def test_placeholders_are_filled_from_the_ledger(write: Write, text: str, filled: str) -> None:
    assert Ledger.load(write(GOOD)).fill(text, "here") == filled


def test_numbers_are_spelled_out_on_request() -> None:
    assert LEDGER.fill("{cd22_domains:words}, {td_cycles_hsct.advised:Words}", "here") == "seven, Two"


def test_number_without_a_word_is_an_error() -> None:
    with pytest.raises(FilmError, match="no word for 3470, use digits"):
        LEDGER.fill("{cd22_copies.median:words}", "here")


def test_filled_text_is_not_filled_again(write: Write) -> None:
    ledger = Ledger.load(write(GOOD.replace('"CD22"', '"{rod.nm}"')))
    assert ledger.fill("{rod.name}", "here") == "{rod.nm}"


def test_weak_fact_cannot_be_said(write: Write) -> None:
    with pytest.raises(FilmError, match="'guess' is WEAK: draw by it, do not say it"):
        Ledger.load(write(GOOD)).fill("{guess.nm}", "here")


def test_error_names_the_place_of_the_text() -> None:
    with pytest.raises(FilmError, match=r"^en\.toml: clip\.x \(line 3\): \{cd22_domain\}: .*Did you mean"):
        LEDGER.fill("{cd22_domain}", "en.toml: clip.x (line 3)")


@pytest.mark.parametrize(
    "hostile",
    [
        "{rod.__class__}",
        "{rod.nm.__class__}",
        "{rod[nm]}",
        "{rod.nm!r}",
        "{rod.nm:>1000000000}",
        "{0}",
        "{}",
        "{",
        "}",
        "{{rod.nm}}",
        "{rod.nm",
        "{{rod.nm}rod.nm}",
        "{rod.nm:words:words}",
        "{Rod.nm}",
        "{rod .nm}",
        "{rod.\nnm}",
        "{rod.ńm}",
        "${rod.nm}}",
        "{rod.nm:__format__}",
        "{rod.values}",
    ],
)
def test_hostile_placeholder_is_a_clear_error(write: Write, hostile: str) -> None:
    with pytest.raises(FilmError) as caught:
        Ledger.load(write(GOOD)).fill(hostile, "here")
    assert str(caught.value).startswith("here: ")
    assert "\n" not in str(caught.value)


_PIECES = st.sampled_from(
    [
        "{",
        "}",
        "cd22_domains",
        ".",
        "nm",
        ":",
        "words",
        "__class__",
        "!r",
        "[0]",
        "{cd22_length.nm}",
        "{cd22_domains}",
        "\n",
        "%s",
        "\\",
    ]
)


def outcome(text: str) -> str:
    try:
        return LEDGER.fill(text, "here")
    except FilmError as error:
        return str(error)


@given(st.one_of(st.text(), st.lists(_PIECES).map("".join)))
def test_any_text_is_filled_or_refused_in_one_line(text: str) -> None:
    said = outcome(text)
    if said.startswith("here: "):
        assert len(said.splitlines()) == 1
    else:
        assert "{" not in said
        assert "}" not in said
        assert placeholders(text, "here") or said == text


# ------------------------------------------------------------------ broken ledgers


def test_good_ledger_loads(write: Write) -> None:
    ledger = Ledger.load(write(GOOD))
    assert ledger["rod"].checked == date(2026, 11, 23)
    assert ledger["rod"].sources[0].short == "A label"
    assert not ledger["guess"].citable


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('where = "nowhere"', 'where = "x"\nbalance = "fair"', r"guess\.balance \(line 22\): must be one of benefit"),
        ('confidence = "WEAK"', 'confidence = "SURE"', r"fact\.guess\.confidence \(line 22\): must be one of SEEN"),
        ('source = "label"', 'source = "lable"', r"fact\.rod\.source \(line 10\).*Did you mean 'label'"),
        ('source = ["label"]', "source = []", r"fact\.guess\.source \(line 20\): name a source"),
        ("review_by = 2027-11-23", "review_by = 2026-01-01", r"fact\.rod\.review_by \(line 14\): must be later"),
        ("checked = 2026-11-23", 'checked = "today"', r"fact\.rod\.checked \(line 13\): give a date"),
        ('unit = "nm"', 'units = "nm"', r"fact\.rod\.units \(line 8\): unknown key. Did you mean 'unit'"),
        ('sentence = "A guess."\n', "", r"fact\.guess\.sentence \(line 16\): this text is missing"),
        ('sentence = "A guess."', 'sentence = " "', r"fact\.guess\.sentence \(line 19\): must not be empty"),
        ('where = "nowhere"', "where = 5", r"fact\.guess\.where \(line 21\): must be text in quotes"),
        (
            "values = { nm = 7 }",
            "values = { nm = nan }",
            r"fact\.guess\.values\.nm \(line 17\): must be a number below",
        ),
        ("values = { nm = 7 }", "values = { nm = true }", r"values\.nm \(line 17\): must be a number or text"),
        ("values = { nm = 7 }", "values = { nm = [7] }", r"values\.nm \(line 17\): must be a number or text"),
        ("values = { nm = 7 }", f"values = {{ nm = {10**400} }}", r"values\.nm \(line 17\): must be a number below"),
        ("values = { nm = 7 }", "values = { __class__ = 7 }", r"__class__ \(line 17\): a key is small letters"),
        ("values = { nm = 7 }", "values = 7", r"fact\.guess\.values \(line 17\): must be a section"),
        ('short = "A label"', 'short = "漢"', r"source\.label\.short \(line 2\): the film's font has no letter '漢'"),
        ('short = "A label"', f'short = "{"x" * 46}"', r"source\.label\.short \(line 2\): 46 characters, at most 45"),
        ("date = 2024-03-06", "date = 2024", r"source\.label\.date \(line 4\): give a date"),
        ("[fact.guess]", "[fact.Guess]", r"fact\.Guess \(line 16\): a name is small letters"),
        ("[fact.guess]", '[fact."g\\nuess"]', r"fact\.g\?uess: a name is small letters"),
        ("[source.label]", "[sauce.label]", r"source: this section is missing"),
        ("[fact.guess]", "[fact.rod]", r"not valid TOML: Cannot declare .*line 16"),
        ('unit = "nm"', 'unit = "nm', r"not valid TOML: .*line 8"),
    ],
    ids=lambda value: " ".join(value.split())[:30] or "nothing",
)
def test_broken_ledger_names_file_key_and_line(write: Write, old: str, new: str, says: str) -> None:
    assert old in GOOD
    assert re.search(says, refusal(write(GOOD.replace(old, new, 1))))


def test_missing_ledger_is_one_line(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "facts.toml")


def test_folder_instead_of_a_ledger_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").mkdir()
    assert "cannot be read" in refusal(tmp_path / "facts.toml")


def test_ledger_that_is_not_text_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "facts.toml").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in refusal(tmp_path / "facts.toml")


def test_deeply_nested_ledger_is_one_line(write: Write) -> None:
    assert "nested too deeply" in refusal(write("a = " + "[" * 100_000))


def test_lines_are_counted_past_long_texts(write: Write) -> None:
    file = read_toml(write('[a]\nlong = """\nkey = 1\n[b]\n"""\nkey = 2\n[b]\n"quoted key".inner = 3\n'))
    assert file.where("a", "key").endswith("(line 6)")
    assert file.where("b").endswith("(line 7)")
    assert file.where("b", "quoted key", "inner").endswith("(line 8)")


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_lines_are_counted_as_editors_count_them(write: Write, ends: str) -> None:
    # TOML lets a text hold separators that Python takes for line ends as well.
    file = read_toml(write(ends.join(['\ufeff[a]', 'text = "\x85\u2028\u2029"', "[b] # more", "key = 2", ""])))
    assert file.where("b").endswith("(line 3)")
    assert file.where("b", "key").endswith("(line 4)")


def test_every_confidence_is_either_said_or_only_drawn() -> None:
    said = {fact.confidence for fact in LEDGER.facts.values() if fact.citable}
    drawn = {fact.confidence for fact in LEDGER.facts.values() if not fact.citable}
    assert said == {"SEEN", "DERIVED"}
    assert drawn == {"WEAK", "NOT SEEN"}
    assert said | drawn < set(CONFIDENCE), "and nothing rests on a source that nobody opened"
