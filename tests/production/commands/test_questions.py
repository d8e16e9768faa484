"""`render.py questions` and `render.py lesson`: what they write, and what they refuse."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner, Result

from production.commands import lesson, questions
from production.commands.main import main
from production.deliver.questions.formats import FORMATS
from scenes.running_order import CUTS
from tests.helpers.checking import TODAY


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file()}


class Day(date):
    """A calendar that stands still."""

    now: ClassVar[date] = TODAY

    @classmethod
    def today(cls) -> Day:
        return cls(cls.now.year, cls.now.month, cls.now.day)


@pytest.fixture(autouse=True)
def _the_day_of_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts come due in time; what a command does today it is not to be tested for."""
    for module in (questions, lesson):
        monkeypatch.setattr(module, "date", Day)


def test_all_formats_are_written_for_both_audiences(tmp_path: Path) -> None:
    result = run("questions", "--out", str(tmp_path), "--from", str(tmp_path / "none"))
    assert result.exit_code == 0, result.output
    assert {*files(tmp_path)} == {
        f"en/{audience}/questions.{kind.suffix}" for audience in ("patient", "student") for kind in FORMATS.values()
    }
    assert len(result.output.splitlines()) == 2 * len(FORMATS)


def test_named_clips_have_files_of_their_own(tmp_path: Path) -> None:
    result = run("questions", "safety", "binding", "--audience", "patient", "--format", "gift", "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert {*files(tmp_path)} == {"en/patient/binding.gift.txt", "en/patient/safety.gift.txt"}


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    run("questions", "--out", str(tmp_path))
    before = files(tmp_path)
    assert run("questions", "--out", str(tmp_path)).exit_code == 0
    assert files(tmp_path) == before


def test_a_plan_is_written_for_each_cut(tmp_path: Path) -> None:
    result = run("lesson", "--out", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert {*files(tmp_path)} == {f"en/{cut.name}.lesson.md" for cut in CUTS}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["questions", "bindng"], ["no clip 'bindng'", "'binding'"]),
        (["questions", "--format", "pdf"], ["no format 'pdf'", "moodle, gift, qti, csv"]),
        (["questions", "--audience", "patent"], ["no audience 'patent'", "'patient'"]),
        (["questions", "--language", "fr"], ["no language 'fr'"]),
        (["questions", "--voice", "nobody"], ["no voice 'nobody'"]),
        (["lesson", "mechanisms"], ["no cut 'mechanisms'", "'mechanism'"]),
        (["lesson", "--language", "fr"], ["no language 'fr'"]),
    ],
    ids=" ".join,
)
def test_an_unknown_name_is_answered_on_one_line(tmp_path: Path, words: list[str], expected: list[str]) -> None:
    result = run(*words, "--out", str(tmp_path / "new"))
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert [part for part in expected if part not in line] == [], line
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", ["questions", "lesson"])
def test_a_fact_past_its_date_stops_everything_and_earlier_files_stay(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(command, "--out", str(tmp_path)).exit_code == 0
    before = files(tmp_path)
    monkeypatch.setattr(Day, "now", date(2030, 1, 1))
    result = run(command, "--out", str(tmp_path))
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "was to be looked at again by 202" in line
    assert files(tmp_path) == before


@pytest.mark.parametrize("command", ["questions", "lesson"])
def test_a_place_that_cannot_be_written_is_told_on_one_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    result = run(command, "--out", str(tmp_path / "file"))
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("render.py: cannot write into")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "not a folder"
