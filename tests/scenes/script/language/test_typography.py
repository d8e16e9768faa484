"""How languages are written, and what their lines and captions are given for it."""

from __future__ import annotations

import pytest

from production.finish.captions import Form, subrip, vtt
from scenes.script.cue import Cue
from scenes.script.language.codes import direction
from scenes.script.language.line_breaks import pieces
from scenes.script.language.typography import bare, directed, length, script_of
from scenes.script.request import Request

ARABIC = "CD22 ويتمسك به."


def test_the_script_of_a_line_is_that_of_its_words_and_not_of_a_name_in_front() -> None:
    assert [script_of(text) for text in ("CD22 holds.", ARABIC, "CD22被抓住", "CD22", "FDA، PDQ")] == [
        "latin", "arabic", "han", "latin", "arabic",
    ]
    assert [direction(code) for code in ("ar", "fa", "ur", "he", "zh-Hans", "es")] == [*4 * ["rtl"], "ltr", "ltr"]


def test_lines_from_the_right_say_so_and_set_names_and_figures_apart() -> None:
    assert directed([ARABIC, "CD22."]) == ["\u200f\u2068CD22\u2069 ويتمسك به.", "\u200f\u2068CD22\u2069."]
    assert directed(["0.8 mg/m² في اليوم"]) == ["\u200f\u20680.8 mg/m²\u2069 في اليوم"]
    assert directed(["CD22 holds.", "它"]) == ["CD22 holds.", "它"]
    assert [bare(line) for line in directed([ARABIC])] == [ARABIC]


def test_caption_files_are_read_from_the_right_by_any_player() -> None:
    cues = [Cue((ARABIC, "CD22."), 0.0, 2.0)]
    for text in (vtt(cues), subrip(cues)):
        assert "\u200f\u2068CD22\u2069 ويتمسك به.\n\u200f\u2068CD22\u2069." in text
    assert cues[0].rate == pytest.approx(len(f"{ARABIC} CD22.") / 2)


def test_captions_have_the_length_and_speed_of_their_language() -> None:
    codes = ("en", "ar", "zh-Hans")
    forms = [Form.of(Request(language=code, shape="portrait", captions="picture")) for code in codes]
    assert [(form.line, form.rate) for form in forms] == [(24, 15.0), (24, 15.0), (24, 14.0)]


def test_lines_break_where_unicode_lets_them_and_never_within_a_figure() -> None:
    assert pieces("血小板低于100个，需要输血。") == (
        "血", "小", "板", "低", "于", "100个，", "需", "要", "输", "血。",
    )
    assert pieces("graft-versus-host 3 000/5 at ALL-1") == ("graft-versus-host ", "3 ", "000/5 ", "at ", "ALL-1")
    assert "".join(pieces("它与CD22结合。")) == "它与CD22结合。"


def test_letters_upon_letters_take_no_room_in_a_line() -> None:
    assert length("آليّة") == 5 - 1
    assert length("\u200f\u2068CD22\u2069") == 4


def test_a_chinese_character_takes_the_room_of_two_latin_letters() -> None:
    assert length("tisagenlecleucel") == length("于两千零十七年。") == 16
