"""The sources sheet: every statement with what it rests on, to be read, printed and signed."""

from __future__ import annotations

import csv
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from production.check.evidence import CONFIDENCE, EvidenceRow, rows, sheet_csv, sheet_html, timecode
from production.check.reading.project import Project
from production.check.reading.told_clip import ToldClip
from production.commands.evidence import evidence
from scenes import running_order
from scenes.script.facts import CONFIDENCE as CODES
from tests.clips.tiny import ORDER, SCRIPTS
from tests.helpers.checking import TODAY, of_clip, real, with_script


@pytest.fixture(scope="module")
def bridge() -> ToldClip:
    """The clip that tells of doses and of VOD after a transplant."""
    clips = [of_clip(real(), entry.name) for entry in real().order]
    wanted = {"dose_c1", "vod_hsct"}
    return next(told for told in clips if wanted <= {id for beat in told.story.beats for id in beat.facts})


def test_every_statement_of_a_clip_is_on_the_sheet(bridge: ToldClip) -> None:
    made = rows(bridge)
    for record, script in bridge.beats:
        said = " ".join(dict.fromkeys(r.words for r in made if (r.beat, r.how) == (record.name, "said")))
        assert said == record.speech.text
        written = [r.words for r in made if (r.beat, r.how) == (record.name, "written")]
        assert set(script.labels.values()) <= set(written)
        assert next(r for r in made if (r.beat, r.how) == (record.name, "shown")).words == record.seen


def test_every_fact_of_a_beat_stands_beside_some_statement(bridge: ToldClip) -> None:
    made = rows(bridge)
    for record, script in bridge.beats:
        named = {r.fact_id for r in made if r.beat == record.name}
        assert {*record.facts, *script.drawn} <= named


def test_a_sentence_with_a_number_rests_on_the_fact_of_that_number(bridge: ToldClip) -> None:
    made = [r for r in rows(bridge) if r.beat == "watch" and r.how == "said"]
    vod = {r.fact_id for r in made if "VOD" in r.words}
    assert "vod_hsct" in vod
    assert "nrm_hsct" not in vod


def test_times_are_those_of_the_sentences(bridge: ToldClip) -> None:
    first = rows(bridge)[0]
    assert first.time == timecode(bridge.story.beats[0].narration_start)
    times = [r.time for r in rows(bridge) if r.beat == "watch" and r.how == "said"]
    assert len(set(times)) > 1


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00.0"), (7.26, "0:07.3"), (59.96, "1:00.0"), (67.1, "1:07.1")]
)
def test_times_are_in_minutes_seconds_and_tenths(seconds: float, shown: str) -> None:
    assert timecode(seconds) == shown


def test_every_confidence_has_its_meaning() -> None:
    assert set(CONFIDENCE) == set(CODES)


def test_the_table_can_be_read_by_a_spreadsheet(bridge: ToldClip) -> None:
    lines = list(csv.DictReader(StringIO(sheet_csv(bridge))))
    assert len(lines) == len(rows(bridge))
    assert {line["fact id"] for line in lines} >= {"vod_hsct", "nrm_hsct", "dose_c1"}
    assert all(None not in line.values() and None not in line for line in lines)


def test_no_cell_is_taken_for_a_formula(bridge: ToldClip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("production.check.evidence.rows", lambda told: [EvidenceRow("0:00.0", "one", "said", "=1+1")])
    assert "'=1+1" in sheet_csv(bridge)


# --- the page -----------------------------------------------------------------------------------


class Page(HTMLParser):
    """Counts what a page is made of, and that its tags close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_is_whole_and_stands_alone(bridge: ToldClip) -> None:
    page = Page(sheet_html(bridge, real()))
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("h1")) == 1
    assert not page.all("script")
    assert not page.all("img")
    assert not [a for a in page.all("link") if a.get("href")]


def test_tables_can_be_followed_by_ear(bridge: ToldClip) -> None:
    page = Page(sheet_html(bridge, real()))
    tables = page.all("table")
    assert len(tables) == len(bridge.story.beats)
    assert len(page.all("caption")) == len(tables)
    assert {a["scope"] for a in page.all("th")} == {"col", "rowgroup"}
    ids = [a["id"] for _, a in page.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        if name := attributes.get("aria-labelledby"):
            assert name in ids


def test_a_reviewer_finds_where_to_sign(bridge: ToldClip) -> None:
    text = sheet_html(bridge, real())
    for word in ("Signature", "Name and role", "Agreed, remark", "2026-11-23"):
        assert word in text


def test_what_a_script_says_is_never_markup(tmp_path: Path) -> None:
    words = (SCRIPTS / "en.toml").read_text(encoding="utf-8").replace("A square comes.", "<b>&amp; comes.")
    clip = of_clip(with_script(tmp_path, words), "tiny")
    assert "&lt;b&gt;&amp;amp; comes." in sheet_html(clip, clip.project)


def test_the_command_writes_both_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = (SCRIPTS / "en.toml").read_text(encoding="utf-8")
    project = with_script(tmp_path, words)
    monkeypatch.setattr(Project, "load", lambda: project)
    monkeypatch.setattr(running_order, "RUNNING_ORDER", ORDER)
    out = tmp_path / "out"
    asked = ("tiny", "--audience", "student", "--out", str(out))
    result = CliRunner().invoke(evidence, asked, catch_exceptions=False)
    assert result.exit_code == 0
    files = sorted(path.name for path in out.rglob("*") if path.is_file())
    assert files == ["tiny.evidence.csv", "tiny.evidence.html"]
    assert str(out / "en" / "student" / "landscape" / "tiny.evidence.html") in result.output
    table = next(out.rglob("*.csv")).read_bytes()
    assert table.startswith("\ufeffclip,".encode())
    assert b"cd22_domains" in table
    assert TODAY.isoformat() in next(out.rglob("*.html")).read_text(encoding="utf-8")
