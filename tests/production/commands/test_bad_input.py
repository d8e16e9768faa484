"""Bad input: one clear line that says what is wrong and what to do, and no half-made file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import Result

from production.commands.main import main
from production.commands.one_line import one_line
from production.commands.options import Seconds
from production.plan.names import UnknownNameError, chosen
from scenes import running_order
from scenes.script import font
from scenes.script.errors import FilmError
from scenes.script.facts import FACTS_PATH, Ledger
from scenes.stage import clip as stage_clip
from scenes.stage import words as stage_words
from tests.clips import tiny
from tests.clips.tiny import SCRIPTS
from tests.conftest import RenderPy


def says(result: Result, *words: str) -> None:
    """The command failed with one line that holds these words, and without a traceback."""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.output
    assert lines[0].startswith("render.py: ")
    for word in words:
        assert word in lines[0]
    assert "Traceback" not in result.output


# --- bad input: what was asked for -------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["clips", "tny"], ["no clip 'tny'", "Did you mean 'tiny'?", "tiny, broken, long"]),
        (["still", "tiny", "--beat", "squre"], ["no beat of tiny 'squre'", "'square'", "end_card"]),
        (["clips", "tiny", "--beat", "squre"], ["no beat of tiny", "'square'"]),
        (["sheet", "tiny", "--beat", "squre"], ["no beat of tiny 'squre'", "'square'"]),
        (["clips", "--audience", "student", "--audience", "patent"], ["audience 'patent'", "'patient'"]),
        (["clips", "--shape", "landscap"], ["shape 'landscap'", "'landscape'", "portrait, square"]),
        (["clips", "--language", "xx"], ["language 'xx'", "There is: en"]),
        (["clips", "--quality", "4k"], ["quality '4k'", "draft, hd, uhd"]),
        (["still", "tiny", "--shape", "Portrait"], ["'portrait'"]),
        (["still", "tiny", "--quality", "HD"], ["'hd'"]),
        (["list", "--audience", "doctor"], ["audience 'doctor'", "patient, student"]),
        (["list", "--language", "fr"], ["language 'fr'"]),
        (["clips", "--captions", "pictures"], ["captions 'pictures'", "'picture'", "beside, picture"]),
        (["film", "--captions", "none"], ["captions 'none'"]),
        (["loops", "tny"], ["no clip 'tny'", "'tiny'"]),
        (["loops", "--preset", "usb"], ["screen 'usb'", "'usb-tv'", "brightsign"]),
    ],
    ids=" ".join,
)
def test_an_unknown_name_is_answered_with_what_there_is(
    render_py: RenderPy, words: list[str], expected: list[str]
) -> None:
    result = render_py(*words)
    assert result.exit_code == 2
    says(result, *expected)
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "words",
    [["clip"], ["clips", "--shap", "square"], ["clips", "--beat", "square"],
     ["clips", "tiny", "--beat", ""],
     ["loops", "--minutes", "10"], ["loops", "--turned", "90"], ["loops", "--turned", "45", "--shape", "portrait"],
     ["loops", "--preset", "xibo", "--minutes", "61"], ["loops", "--preset", "xibo", "--minutes", "nan"],
     ["still"], ["clips", "-j", "-1"], ["sheet", "tiny", "--every", "x"]],
    ids=" ".join,
)
def test_a_misspelled_command_or_option_is_a_usage_error(render_py: RenderPy, words: list[str]) -> None:
    result = render_py(*words)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.output


NO_NUMBERS = ["nan", "inf", "-inf", "-1", "1e300", "x", ""]


@pytest.mark.parametrize(
    ("words", "option", "more"),
    [
        (["sheet", "tiny"], "--every", []),
        (["sheet", "tiny"], "--from", []),
        (["sheet", "tiny"], "--to", ["0"]),
        (["sheet", "tiny"], "--columns", ["0", "1.5", "1" + "0" * 30]),
        (["sheet", "tiny"], "--tile", ["0", "1", "1" + "0" * 30]),
        (["bench", "tiny"], "--seconds", ["0"]),
        (["clips", "tiny"], "-j", ["1000000", "1.5"]),
        (["film"], "-j", ["1000000"]),
        (["check", "tiny"], "-j", ["1000000"]),
        (["bench", "tiny"], "-j", ["1000000"]),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else words,
)
def test_a_number_that_makes_no_sense_is_refused_before_anything_is_done(
    render_py: RenderPy, words: list[str], option: str, more: list[str]
) -> None:
    for number in [*NO_NUMBERS, *more]:
        result = render_py(*words, option, number)
        assert result.exit_code == 2, (number, result.output)
        assert option in result.stderr.splitlines()[-1]
    assert not Path("out").exists()


def test_every_number_that_a_command_takes_has_bounds() -> None:
    numbers = [
        (option.name, option.type) for command in main.commands.values() for option in command.params
        if isinstance(option.type, click.types.IntParamType | click.types.FloatParamType)
    ]
    assert len(numbers) >= 9
    for name, kind in numbers:
        assert isinstance(kind, click.IntRange | click.FloatRange), name
        assert kind.min is not None, name
        assert kind.max is not None, name
        assert isinstance(kind, Seconds | click.IntRange), name


def test_a_sheet_that_ends_before_it_begins_is_refused(render_py: RenderPy) -> None:
    result = render_py("sheet", "tiny", "--from", "3", "--to", "2")
    assert result.exit_code == 2
    assert "--to 2 must be later than --from 3" in result.stderr


def test_a_sheet_of_frames_after_the_end_of_a_clip_says_how_long_it_lasts(render_py: RenderPy) -> None:
    result = render_py("sheet", "tiny", "--from", "1000")
    assert result.exit_code == 1
    says(result, "no frame at 1000 s", "tiny lasts 11")


def test_a_sheet_that_no_memory_would_hold_is_not_drawn(render_py: RenderPy) -> None:
    result = render_py("sheet", "tiny", "--every", "0", "--tile", "2160")
    assert result.exit_code == 1
    says(result, "longer --every or a smaller --tile")


def test_names_come_back_in_the_order_of_what_is_known_and_once() -> None:
    assert chosen("shape", ["c", "a", "c"], "abc") == ("a", "c")
    assert chosen("shape", [], "abc") == ("a", "b", "c")
    with pytest.raises(UnknownNameError, match=r"no shape 'zzz'\. There is: a, b, c"):
        chosen("shape", ["zzz"], "abc")


# --- bad input: what is on the disk ------------------------------------------------------------


@pytest.fixture
def script(render_py: RenderPy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Change a copy of the tests' script, and let the clip read it."""
    folder = tmp_path / "script"
    shutil.copytree(SCRIPTS, folder)
    monkeypatch.setattr(tiny, "SCRIPTS", folder)
    monkeypatch.setattr(
        running_order, "RUNNING_ORDER", tuple(replace(entry, scripts=str(folder)) for entry in tiny.ORDER)
    )

    def change(old: str, new: str) -> None:
        text = (folder / "en.toml").read_text()
        assert old in text
        (folder / "en.toml").write_text(text.replace(old, new))

    return change


@pytest.mark.parametrize(
    ("audience", "old", "new", "expected"),
    [
        ("student", "[clip.tiny.beat.square]", "[clip.tiny.beat.square", ["not valid TOML", "line"]),
        ("patient", 'patient = "A square comes."', "", ["beat.square.patient", "line", "missing"]),
        ("student", "A square comes.", "12 squares come.", ["beat.square", "line", "'12' is typed by hand"]),
        ("patient", "A disc goes round,", "A {disc.size} disc,", ["beat.disc.patient", "line", "{disc.size}"]),
        ("student", "{cd22_domains.count:words}", "{cd22_domains.cuont}", ["beat.disc", "line", "cuont"]),
        ("student", 'facts = ["cd22_domains"]', 'facts = ["cd23"]', ["line", "no fact 'cd23'"]),
    ],
    ids=["not TOML", "missing text", "typed digit", "unknown fact", "unknown key", "unknown fact id"],
)
@pytest.mark.parametrize("command", ["still", "clips"])
def test_a_broken_script_is_named_by_file_key_and_line(
    render_py: RenderPy, script: Callable[[str, str], None], command: str, audience: str, old: str,
    new: str, expected: list[str],
) -> None:
    script(old, new)
    options = ["-j1"] if command == "clips" else []
    result = render_py(command, "tiny", "--audience", audience, "--quality", "draft", *options)
    assert result.exit_code == 1
    if command == "still":
        says(result, "en.toml", *expected)
    for word in ("en.toml", *expected):
        assert word in result.output
    assert "Traceback" not in result.output
    assert not [path for path in Path("out").rglob("*") if path.is_file() and not path.name.startswith(".")]


def test_a_broken_ledger_is_named_by_file_key_and_line(
    render_py: RenderPy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "facts.toml"
    text = FACTS_PATH.read_text()
    assert 'confidence = "SEEN"\n' in text
    copy.write_text(text.replace('confidence = "SEEN"\n', 'confidence = "SEE"\n', 1))
    monkeypatch.setattr(stage_clip, "load_ledger", lambda: Ledger.load(copy))
    result = render_py("still", "tiny")
    assert result.exit_code == 1
    says(result, "facts.toml", "confidence", "(line ", "must be one of")


def test_a_missing_font_is_said_with_what_to_do(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage_words.register_font.cache_clear()
    monkeypatch.setattr(font, "find_spec", lambda name: None)
    result = render_py("still", "tiny")
    stage_words.register_font.cache_clear()
    assert result.exit_code == 1
    says(result, "The font is missing", "make setup")


def test_a_folder_that_cannot_be_written_is_said_in_one_line(render_py: RenderPy) -> None:
    Path("out").write_text("a file")
    result = render_py("still", "tiny", "--quality", "draft")
    assert result.exit_code == 1
    says(result, "cannot write into out/en/patient/landscape", "not a directory")
    assert Path("out").read_text() == "a file"


def test_an_error_shows_where_it_arose_only_with_debug(render_py: RenderPy) -> None:
    says(render_py("still", "broken"), "ValueError: the square will not come", "--debug")
    for words in (["still", "broken"], ["clips", "broken", "-j1", "--quality", "draft"]):
        result = render_py("--debug", *words)
        assert isinstance(result.exception, ValueError)
        assert result.exit_code == 1


def test_an_error_is_told_where_nothing_more_can_be_imported(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("rich", "rich.console", "rich.progress", "rich.table", "production.commands.progress"):
        monkeypatch.setitem(sys.modules, name, None)
    says(render_py("still", "broken"), "ValueError: the square will not come", "--debug")


def test_an_error_text_of_several_lines_is_told_on_one() -> None:
    assert "\n" not in one_line(ValueError("a\n  b"))
    assert one_line(FilmError("a\n  b")) == "a b"
    assert one_line(OSError(13, "Permission denied", "x.png")) == "Permission denied: x.png"
