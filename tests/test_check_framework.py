"""Checking itself: walks, findings, waivers, report, command and exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from rich.console import Console

from production.check import command, run
from production.check.contexts import Project
from production.check.finding import Finding, Problem
from production.check.report import as_json, line, print_report, summary
from production.check.rule import AnyRule, picture_rule, story_rule
from production.check.rules import RULES, rules_named
from production.check.run import BROKEN, Report, Scope, check, sorted_out
from production.check.shown import Moment, Shown
from production.check.waivers import UNUSED, Waiver, load_waivers
from production.check.walker import FPS, Sampling, walk
from scenes.stage.clip import Clip
from scenes.stage.errors import FilmError
from scenes.stage.request import Request
from scenes.stage.script import ClipScript
from tests.checking import TODAY, copied, real, with_script
from tests.clips.tiny import BROKEN as BROKEN_CLIP
from tests.clips.tiny import SCRIPTS, TINY
from tests.scripted import beat, script

WORDS = (SCRIPTS / "en.toml").read_text(encoding="utf-8")


def tiny_project(tmp_path: Path) -> Project:
    """The film's ledger with the tests' clip."""
    return replace(with_script(tmp_path, WORDS), order=(TINY,))


def finding(**changed: object) -> Finding:
    """A finding, changed as asked."""
    made = Finding("pace", "tiny", "disc", "landscape", "patient", "en", "too fast", "Slow down.")
    return replace(made, **changed)  # type: ignore[arg-type]


# --- walks --------------------------------------------------------------------------------------


class Labeled(Clip):
    """Names a place in its first beat, and shows nothing more."""

    name = "scripted"
    number = "9"
    poster_beat = "one"

    def load_script(self) -> ClipScript:
        return script([beat("one", "Here it is.", {"a": "a place"}), beat("two", "Here it was.")])

    def construct(self) -> None:
        with self.beat("one"):
            self.label("a", self.zones.point(960, 540), role="cd22")
        with self.beat("two"):
            self.act(1.0)


def test_a_walk_keeps_the_end_of_each_beat() -> None:
    shown = walk(real(), Labeled, Request())
    assert [(f.beat, f.at_end) for f in shown.frames] == [("one", True), ("two", True)]
    first, second = shown.ends
    assert [label.text for label in first.labels] == ["a place"]
    assert first.labels[0].end is not None
    assert second.labels == ()
    assert {text.text for text in first.texts} >= {"9", "Title", "a place"}
    assert first.picture.shape == (270, 480, 3)
    assert first.px == 0.25
    assert first.time == shown.told.story.beats[0].end
    assert shown.told.walked


def test_frames_between_the_ends_of_beats_are_looked_at_when_a_rule_asks() -> None:
    every = walk(real(), Labeled, Request(), (), Sampling(every=1.0, short_side=90))
    times = [f.time for f in every.frames if not f.at_end]
    assert times[:3] == [0.0, 1.0, 2.0]
    assert {f.beat for f in every.frames if not f.at_end} == {"one", "two"}
    only_ends = walk(real(), Labeled, Request(), (), Sampling(short_side=90))
    assert all(f.at_end for f in only_ends.frames)
    rule = picture_rule("x", "Calm", "y", samples=True)(nothing_to_see)
    assert any(not f.at_end for f in walk(real(), Labeled, Request(), (rule,)).frames)


def nothing_to_see(shown: Shown) -> Iterator[Problem]:
    """Nothing is asked."""
    del shown
    yield from ()


def test_a_rule_may_look_at_the_real_clip_where_it_stands() -> None:
    def observe(moment: Moment) -> object:
        fills = [line.fill_rgbas.copy() for line in moment.words]
        alike = np.array_equal(moment.bare, moment.picture)
        after = [line.fill_rgbas for line in moment.words]
        assert all(np.array_equal(a, b) for a, b in zip(fills, after, strict=True))
        return alike, len(moment.labels)

    rule = picture_rule("x", "Legible", "y", observe=observe)(nothing_to_see)
    shown = walk(real(), Labeled, Request(), (rule,), Sampling(short_side=90))
    assert [(beat, seen) for _, beat, seen in shown.observed["x"]] == [
        ("one", (False, 1)), ("two", (False, 0)),
    ]


def test_what_stands_behind_words_has_no_words() -> None:
    bare: list[np.ndarray] = []
    rule = picture_rule("x", "Legible", "y", observe=lambda m: bare.append(m.bare))(nothing_to_see)
    walk(real(), Labeled, Request(), (rule,), Sampling(short_side=90))
    assert all(len(np.unique(picture.reshape(-1, 3), axis=0)) == 1 for picture in bare)


def test_what_has_faded_out_is_not_seen() -> None:
    class Fading(Labeled):
        def construct(self) -> None:
            with self.beat("one"):
                label = self.label("a", self.zones.point(960, 540))
                self.hide(label)
                self.act(1.0)
            with self.beat("two"):
                pass

    assert walk(real(), Fading, Request(), (), Sampling(short_side=90)).ends[0].labels == ()


def test_actors_are_measured_as_they_are_drawn() -> None:
    from scenes.cast.payload import Payload
    from scenes.stage.view import View

    class WithActor(Labeled):
        def construct(self) -> None:
            self.add(Payload(View(40.0), scale=1.0).pose((0.0, 0.0), 0.7))
            with self.beat("one"):
                pass

    seen = walk(real(), WithActor, Request(), (), Sampling(short_side=90)).ends[0].actors
    assert [(a.kind, a.px_per_nm) for a in seen] == [("Payload", 40.0)]
    assert 1.5 < seen[0].long_nm < 3.5


def test_times_of_the_walk_lie_on_its_grid() -> None:
    shown = walk(real(), Labeled, Request(), (), Sampling(short_side=90))
    assert all(round(f.time * FPS, 6).is_integer() for f in shown.frames)


# --- rules --------------------------------------------------------------------------------------


def test_every_rule_has_a_name_of_its_own_a_sentence_and_a_source() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.says.endswith("."), rule.name
        assert rule.source, rule.name


def test_rules_are_chosen_by_name_or_family() -> None:
    assert [rule.name for rule in rules_named(("pace",))] == ["pace"]
    assert {rule.family for rule in rules_named(("Captions", "fit"))} == {"Captions", "Fit"}
    assert rules_named(()) == RULES


def test_a_rule_without_a_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="has no docstring"):
        story_rule("x", "Plain", "y")(lambda told: [])


# --- checking -----------------------------------------------------------------------------------


def only(*names: str) -> tuple[AnyRule, ...]:
    """Rules by name."""
    return rules_named(names)


def test_the_tests_clip_passes_its_own_check(tmp_path: Path) -> None:
    scope = Scope((TINY,), shapes=("landscape",), rules=("captions", "plain", "pace"))
    report = check(tiny_project(tmp_path), scope)
    assert report.findings == ()
    assert not report.failed(strict=True)
    assert report.looked_at == 2


def test_a_clip_that_breaks_is_one_finding_and_the_others_go_on(tmp_path: Path) -> None:
    project = tiny_project(tmp_path)
    scope = Scope((BROKEN_CLIP, TINY), audiences=("patient",), shapes=("landscape",), rules=("loop-seam", "scale-bar"))
    report = check(project, scope)
    assert [(f.rule, f.clip) for f in report.findings] == [(BROKEN, "broken")]
    assert "the square will not come" in report.findings[0].what
    assert report.looked_at == 2


def test_a_quick_check_walks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it was walked")

    monkeypatch.setattr(run, "walk", refuse)
    scope = Scope((TINY,), shapes=("landscape",), rules=("captions", "poster"), quick=True)
    assert check(tiny_project(tmp_path), scope).findings == ()


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    text = WORDS.replace("A square comes.", "A square, " + "so " * 30 + "comes.")
    project = replace(with_script(tmp_path, text), order=(TINY,))
    scope = Scope((TINY, BROKEN_CLIP), audiences=("patient",), shapes=("square",))
    here, there = check(project, scope), check(project, scope, jobs=2)
    assert here.findings == there.findings
    assert here.findings


def test_equal_findings_of_all_shapes_are_one() -> None:
    shapes = ("landscape", "portrait", "square")
    three = [finding(shape=shape) for shape in shapes]
    assert [f.shape for f in sorted_out(three, shapes)] == [""]
    assert [f.shape for f in sorted_out(three[:2], shapes)] == ["landscape+portrait"]
    assert [f.shape for f in sorted_out(three[:1], ("landscape",))] == ["landscape"]


def test_what_weighs_most_comes_first() -> None:
    found = [finding(waived="so"), finding(warning=True), finding(beat="z"), finding(beat="a")]
    assert [(f.grade, f.beat) for f in sorted_out(found, ())] == [
        ("FAIL", "a"), ("FAIL", "z"), ("warn", "disc"), ("waived", "disc"),
    ]


def test_warnings_fail_only_a_strict_check() -> None:
    def failed(strict: bool, **changed: object) -> bool:
        return Report((finding(**changed),), RULES).failed(strict)

    assert failed(False)
    assert not failed(False, warning=True)
    assert failed(True, warning=True)
    assert not failed(True, waived="A reason.")


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
        ('"pace"', '"pase"', "there is no rule 'pase'; did you mean 'pace'"),
        ("clip =", "clap =", "unknown key 'clap'; did you mean 'clip'"),
        ("[[waiver]]", "[waiver]", "holds [[waiver]] entries"),
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
    monkeypatch.setattr(Project, "load", lambda out=None: plain(Project, assets, TODAY, out))
    return assets


def test_the_command_exits_with_1_when_a_rule_fails(changed_film: Path, tmp_path: Path) -> None:
    asked = ("binding", "--quick", "--rule", "claim-to-avoid", "--json", str(tmp_path / "found.json"))
    assert command_line(*asked)[0] == 0
    file = changed_film / "script" / "en.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("It holds on.", "It cures."), encoding="utf-8")
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


def test_a_project_is_checked_today_unless_a_day_is_given() -> None:
    assert Project.load().today == date.today()
