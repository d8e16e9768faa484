"""Checking itself: walks, findings, waivers, report, command and exit code."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from production.check import run
from production.check.reading.project import Project
from production.check.rule import AnyRule
from production.check.rules.catalog import RULES, rules_named
from production.check.run import BROKEN, Report, Scope, check, inspections, report_of, sorted_out
from scenes.script.toml_file import ROOT
from tests.clips.tiny import BROKEN as BROKEN_CLIP
from tests.clips.tiny import SCRIPTS, TINY
from tests.helpers.checking import finding, real, with_script

WORDS = (SCRIPTS / "en.toml").read_text(encoding="utf-8")


def tiny_project(tmp_path: Path) -> Project:
    """The film's ledger with the tests' clip."""
    return replace(with_script(tmp_path, WORDS), order=(TINY,))


# --- walks --------------------------------------------------------------------------------------


# --- rules --------------------------------------------------------------------------------------


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
    scope = Scope((BROKEN_CLIP, TINY), audiences=("patient",), shapes=("landscape",), rules=("loop-seam", "text-size"))
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


def test_looks_done_elsewhere_in_any_order_find_what_is_found_here(tmp_path: Path) -> None:
    text = WORDS.replace("A square comes.", "A square, " + "so " * 30 + "comes.")
    project = replace(with_script(tmp_path, text), order=(TINY,))
    scope = Scope((TINY, BROKEN_CLIP), audiences=("patient",), shapes=("square",))
    sent = [pickle.dumps(inspection) for inspection in inspections(project, scope)]
    came_back = [pickle.dumps(pickle.loads(sent_one).inspect()) for sent_one in reversed(sent)]
    there = report_of(project, scope, [pickle.loads(looked) for looked in came_back])
    here = check(project, scope)
    assert here == there
    assert {f.clip for f in here.findings if f.clip} == {"tiny", "broken"}


def test_a_look_and_what_it_saw_are_small(tmp_path: Path) -> None:
    scope = Scope((TINY,), audiences=("patient",), shapes=("square",))
    (inspection,) = inspections(tiny_project(tmp_path), scope)
    assert str(ROOT).encode() not in pickle.dumps(inspections(real(), Scope())[0]), "it holds in any checkout"
    assert inspection.clip == "tiny"
    assert len(pickle.dumps(inspection)) < 2_000
    assert len(pickle.dumps(inspection.inspect())) < 20_000, "no ledger, no script and no picture comes back"


def test_a_look_whose_process_was_ended_is_a_finding(tmp_path: Path) -> None:
    project = tiny_project(tmp_path)
    scope = Scope((TINY,), audiences=("patient",), shapes=("square", "portrait"), rules=("pace",), quick=True)
    done = [inspection.inspect(project) for inspection in inspections(project, scope)]
    (found,) = report_of(project, scope, done[:1]).findings
    assert (found.rule, found.shape) == (BROKEN, "portrait")
    assert "its process was ended" in found.what


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
