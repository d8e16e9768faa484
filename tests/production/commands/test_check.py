"""What a person sees of a check: waivers, report, command and exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from production.check.reading.project import Project
from production.check.report import as_json, line, print_report, summary
from production.check.rules.catalog import RULES
from production.check.run import Report, Scope, check
from production.check.waivers import UNUSED, Waiver, load_waivers
from production.commands import check as command
from scenes.script.errors import FilmError
from scenes.script.script import load_clip_script
from tests.clips.tiny import SCRIPTS
from tests.helpers.checking import TINY, TODAY, copied, finding, with_script

WORDS = (SCRIPTS / "en.toml").read_text(encoding="utf-8")


# --- waivers ------------------------------------------------------------------------------------

WAIVER = '[[waiver]]\nrule = "pace"\nclip = "tiny"\nreason = "It is meant so."\n'


def waivers(tmp_path: Path, text: str) -> tuple[Waiver, ...]:
    """Read waivers from a text."""
    path = tmp_path / "waivers.toml"
    path.write_text(text, encoding="utf-8")
    return load_waivers(path, (rule.name for rule in RULES))


def test_a_waiver_covers_its_place_only(tmp_path: Path) -> None:
    (waiver,) = waivers(tmp_path, WAIVER)
    assert waiver.covers(finding())
    assert waiver.covers(finding(beat="other", shape="square"))
    assert not waiver.covers(finding(rule="caption-speed"))
    assert not waiver.covers(finding(clip="binding"))
    (narrow,) = waivers(tmp_path, WAIVER + 'beat = "disc"\nshape = "portrait"\n')
    assert narrow.covers(finding(shape="portrait"))
    assert not narrow.covers(finding(shape="square"))
    assert not narrow.covers(finding(shape="portrait", beat="square"))


def test_a_waiver_of_the_film_covers_what_stands_in_no_clip(tmp_path: Path) -> None:
    (waiver,) = waivers(tmp_path, WAIVER.replace('"tiny"', '"film"'))
    assert waiver.covers(finding(clip=""))
    assert not waiver.covers(finding())


def test_a_missing_file_holds_no_waiver(tmp_path: Path) -> None:
    assert load_waivers(tmp_path / "none.toml", ()) == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('reason = "It is meant so."\n', "", "waiver 1: reason is missing"),
        ('"It is meant so."', '" "', "waiver 1: reason must be text in quotes, and not empty"),
        ('"pace"', '"pase"', "There is no rule 'pase'. Did you mean 'pace'"),
        ("clip =", "clap =", "unknown key 'clap'. Did you mean 'clip'"),
        ("[[waiver]]", "[waiver]", "holds [[waiver]] entries"),
        (WAIVER, 'waiver = ["pace"]', "holds [[waiver]] entries"),
    ],
)
def test_a_broken_waiver_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(FilmError) as caught:
        waivers(tmp_path, WAIVER.replace(old, new))
    assert says in str(caught.value)


def slow(tmp_path: Path, waiver: str) -> Report:
    """Check a clip of the tests with one long sentence, and a waiver."""
    text = WORDS.replace("A square comes.", "A square, " + "so " * 30 + "comes.")
    project = replace(with_script(tmp_path, text), order=(TINY,))
    (project.assets / "waivers.toml").write_text(waiver, encoding="utf-8")
    scope = Scope((TINY,), ("en",), ("patient",), ("square",), ("sentence-length", "pace"), quick=True)
    return check(project, scope)


def test_a_waived_finding_is_shown_with_its_reason_and_does_not_fail(tmp_path: Path) -> None:
    report = slow(tmp_path, WAIVER.replace("pace", "sentence-length"))
    assert [(f.grade, f.waived) for f in report.findings] == [("waived", "It is meant so.")]
    assert not report.failed()
    assert "waived: It is meant so." in line(report.findings[0])


def test_a_waiver_that_sets_nothing_aside_is_a_finding(tmp_path: Path) -> None:
    report = slow(tmp_path, WAIVER)
    assert {f.rule for f in report.findings} == {"sentence-length", UNUSED}
    assert report.failed()


def test_a_waiver_of_what_was_not_checked_is_left_alone(tmp_path: Path) -> None:
    for other in ('rule = "poster"', 'rule = "pace"\nshape = "portrait"', 'rule = "pace"\nlanguage = "es"'):
        report = slow(tmp_path, WAIVER.replace('rule = "pace"', other))
        assert UNUSED not in {f.rule for f in report.findings}, other


# --- the report ---------------------------------------------------------------------------------


def printed(report: Report, *, terminal: bool) -> str:
    """What a person sees."""
    console = Console(force_terminal=terminal, width=160, record=True, file=StringIO())
    print_report(report, console, strict=False)
    return console.export_text()


@pytest.mark.parametrize("terminal", [True, False])
def test_the_report_says_where_what_and_what_to_do(terminal: bool) -> None:
    report = Report((finding(what="it says [x](y)"),), RULES, 1, ("tiny",))
    text = printed(report, terminal=terminal)
    for part in ("FAIL", "pace", "tiny.disc", "it says [x](y)", "Slow down.", "does not pass"):
        assert part in text


def test_plain_lines_are_one_for_each_finding() -> None:
    report = Report((finding(), finding(beat="square")), RULES, 1, ("tiny",))
    assert len(printed(report, terminal=False).splitlines()) == 3


def test_the_last_line_counts() -> None:
    found = (finding(), finding(beat="b"), finding(warning=True), finding(waived="x"))
    text = summary(Report(found, RULES[:3], 6, ("tiny",)), strict=False)
    assert text == (
        "3 rules on 6 cuts of 1 clips: 2 failures, 1 warning, 1 waiver. The film does not pass."
    )
    assert "nothing found. The film passes." in summary(Report((), RULES), strict=True)


def test_the_json_names_rules_with_their_sources() -> None:
    data = json.loads(as_json(Report((finding(waived="so"),), RULES, 1, ("tiny",)), strict=True))
    assert data["passes"] is True
    assert data["findings"][0]["grade"] == "waived"
    assert {rule["name"] for rule in data["rules"]} >= {"pace", "poster"}
    assert all(rule["source"] for rule in data["rules"])


# --- the command --------------------------------------------------------------------------------


def command_line(*words: str) -> tuple[int, str]:
    """Run ``check`` with these words; exit code and output."""
    result = CliRunner().invoke(command.check, words, catch_exceptions=False)
    return result.exit_code, result.output


@pytest.fixture
def changed_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the film's assets that the command reads instead of the film's own."""
    assets = copied(tmp_path)
    plain = Project.load.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Project, "load", lambda *_, **asked: plain(Project, assets, TODAY, **asked))
    return assets


def test_the_command_exits_with_1_when_a_rule_fails(changed_film: Path, tmp_path: Path) -> None:
    asked = ("binding", "--quick", "--rule", "claim-to-avoid", "--json", str(tmp_path / "found.json"))
    assert command_line(*asked)[0] == 0
    file = changed_film / "script" / "en.toml"
    said = load_clip_script("binding", audience="patient").beat("hold").narration
    file.write_text(file.read_text(encoding="utf-8").replace(said, "It cures."), encoding="utf-8")
    code, output = command_line(*asked)
    assert code == 1
    assert "FAIL  claim-to-avoid  binding.hold (patient, en): “cures”" in output
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["passes"] is False


def test_the_command_lists_its_rules() -> None:
    code, output = command_line("--list")
    assert code == 0
    assert len(output.splitlines()) == len(RULES)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("bindin",), "Did you mean 'binding'"),
        (("--shape", "round"), "There is no shape 'round'"),
        (("--rule", "pase"), "Did you mean 'pace'"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(words: tuple[str, ...], says: str) -> None:
    with pytest.raises(FilmError, match=says):
        command_line(*words)


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    code, output = command_line("--out", str(tmp_path / "none"), "--quick")
    assert code == 2
    assert "there is no folder" in output


def test_finished_files_are_not_held_against_estimated_times(tmp_path: Path) -> None:
    code, output = command_line("--out", str(tmp_path), "--quick")
    assert code == 2
    assert "--out goes not with --quick" in output


def test_a_project_is_checked_today_unless_a_day_is_given() -> None:
    assert Project.load().today == date.today()
