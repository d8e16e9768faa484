"""Words are drawn with the files of the film's font, whatever fonts and rules there are on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from scenes.script.font import font_file
from scenes.script.language.typography import shapes
from scenes.script.toml_file import ROOT
from scenes.stage.style import LABEL
from scenes.stage.words import Words, _letters, colored_block, width_px, wrap

#: Prints all points of words in each weight.
SETS = """
from hashlib import md5
from scenes.stage.words import Words
for weight in ("regular", "semibold", "bold", "black"):
    print(md5(Words("Affinity of CD22", 48, weight=weight).points).hexdigest())
"""
HEAD = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
#: A rule of a user's: whoever asks for the film's font gets it black, or another font.
RULES = {
    "heavier": '<match target="pattern"><test name="family"><string>Source Sans Pro</string></test>'
    '<edit name="weight" mode="assign"><const>black</const></edit></match>',
    "another": '<match target="pattern"><test name="family"><string>Source Sans Pro</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>Impostor</string></edit></match>',
    "none": "",
}


def outlines(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SETS],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True,
    )
    return done.stdout


@cache
def own() -> str:
    return outlines()


def impostors(folder: Path, rule: str) -> Path:
    """A configuration of a machine on which the black face is installed as if it were another one's regular face."""
    (folder / "fonts").mkdir()
    shutil.copy(font_file("Black"), folder / "fonts" / "Installed.ttf")
    family = "Impostor" if rule == "another" else "Source Sans Pro"
    scanned = f'<match target="scan"><edit name="family" mode="assign"><string>{family}</string></edit>' + (
        '<edit name="weight" mode="assign"><const>regular</const></edit>'
        '<edit name="style" mode="assign"><string>Regular</string></edit></match>'
    )
    places = f"<dir>{folder / 'fonts'}</dir><cachedir>{folder / 'cache'}</cachedir>"
    text = f"{HEAD}{places}{scanned}{RULES[rule]}</fontconfig>"
    for file in (folder / "fonts.conf", folder / "fontconfig" / "fonts.conf"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("rule", RULES)
def test_another_font_or_rule_of_the_machine_changes_no_letter(tmp_path: Path, rule: str) -> None:
    assert outlines(FONTCONFIG_FILE=str(impostors(tmp_path, rule) / "fonts.conf")) == own()


@pytest.mark.parametrize(
    "environment",
    [
        {"FONTCONFIG_PATH": "."}, {"XDG_CONFIG_HOME": "."}, {"FONTCONFIG_SYSROOT": "."}, {"FC_LANG": "tr"},
        {"PANGOCAIRO_BACKEND": "nobody's"}, {"HB_SHAPER_LIST": "fallback"}, {"HOME": "nowhere"},
        {"FONTCONFIG_FILE": "nowhere"},
    ],
    ids=str,
)
def test_no_variable_that_font_libraries_read_changes_a_letter(tmp_path: Path, environment: Mapping[str, str]) -> None:
    folder = impostors(tmp_path, "heavier")
    assert outlines(**{name: str(folder) if value == "." else value for name, value in environment.items()}) == own()


def test_where_another_font_of_the_name_cannot_be_kept_out_nothing_is_drawn(tmp_path: Path) -> None:
    # As on a system whose own fonts Pango asks for: here because somebody else was first in the process.
    first = "import manimpango\nmanimpango.list_fonts()\n"
    done = subprocess.run(
        [sys.executable, "-c", first + SETS], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "FONTCONFIG_FILE": str(impostors(tmp_path, "none") / "fonts.conf")},
    )
    assert done.returncode == 1
    assert "FilmError: Another Source Sans Pro is installed here" in done.stderr


# --- other scripts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["51 من 100", "لا", "48 إلى 33", "CD22 ويتمسك به.", "它与CD22结合。", "e\u0301té", "تزدتي"]
)
def test_every_letter_is_drawn(text: str) -> None:
    assert Words(text, 48).drawn == shapes(text)


def test_a_short_figure_at_the_beginning_of_a_line_from_the_right_stands_at_its_right_end() -> None:
    letters = dict(_letters("51 من 100", "bold"))
    assert min(letters[i][:, 0].mean() for i in (0, 1)) > max(letters[i][:, 0].mean() for i in (6, 7, 8))


@pytest.mark.parametrize(
    ("marked", "word"),
    [
        ("ضرر [الكبد](liver) والنزيف CD22", "الكبد"), ("损害[肝脏](liver)。", "肝脏"),
        ("un e\u0301te\u0301 [foie](liver)", "foie"),
    ],
)
def test_the_marked_word_takes_the_color_and_no_other(marked: str, word: str) -> None:
    runs = colored_block(marked, 48, 2000, np.zeros(3), 60)
    (run,) = [run for run in runs if run.get_fill_color().to_hex().upper() == LABEL["liver"]]
    assert len(run.points) == sum(len(points) for points in [Words(word, 48, weight="bold").points])


def test_a_chinese_text_breaks_without_spaces_and_loses_nothing() -> None:
    text = "药物切断DNA，常常两条链都断，白血病细胞可能死亡。"
    lines = wrap(text, 88, 600, "bold")
    assert len(lines) > 2
    assert "".join(lines) == text
    assert all(width_px(line, 88, "bold") <= 600 for line in lines)
    assert not any(line[0] in "，。" for line in lines)


def test_a_line_of_a_text_from_the_right_says_so_where_it_has_only_names() -> None:
    lines = wrap("يرتبط الدواء inotuzumab ozogamicin.", 48, 330)
    latin = [line for line in lines if not any("\u0600" < letter < "\u0700" for letter in line)]
    assert latin
    assert all(line.startswith("\u200f") for line in latin)
