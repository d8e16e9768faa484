"""A kit holds all that is made of the films of a language, knows what is current, and the site leads to it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from production.deliver.bundle import read_bundle
from production.deliver.handed import KINDS, handed_of
from production.store import manifest
from scenes import running_order
from scenes.script.request import QUALITIES
from tests.clips.tiny import FOLLOWING, TINY
from tests.conftest import SMALL, RenderPy
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory, finished: Path) -> Path:
    """The films in English for patients."""
    films = tmp_path_factory.mktemp("english") / "out"
    shutil.copytree(finished / "en" / "patient", films / "en" / "patient")
    return films


def test_a_kit_is_made_once_and_goes_on_where_it_was_stopped(
    english: Path, own: Path, render_py: RenderPy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(running_order, "RUNNING_ORDER", (TINY, FOLLOWING))
    monkeypatch.setitem(QUALITIES, "small", SMALL)

    def made(*words: str, films: Path = english) -> list[str]:
        result = render_py("kit", "--films", str(films), "--out", "kit", "--quality", "small", "-j0", *words)
        assert result.exit_code == 0, result.output
        assert re.search(r"kit: \d+ MB", result.stdout)
        return re.findall(r"\d  (.+): made in", result.stdout)

    kit = tmp_path / "kit"
    first = made()
    assert {"deck en patient tiny", "handout en patient following", "scorm en patient both"} <= {*first}
    assert first[-3:] == ["loops en", "kiosk en", "site en"]
    assert made() == []
    done = subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=kit, capture_output=True)
    assert done.returncode == 0, done.stderr
    listed = {line.split("  ")[1] for line in (kit / "SHA256SUMS").read_text().splitlines()}
    there = {file.relative_to(kit).as_posix() for file in kit.rglob("*") if file.is_file()}
    assert there - listed == {"SHA256SUMS", "manifest.json", "loops/.claim"}
    page = (kit / "site" / "clinics.html").read_text(encoding="utf-8")
    for loop in (kit / "loops/en/patient/landscape/loops").glob("*.mp4"):
        assert f'href="loops/en/patient/landscape/{loop.name}"' in page
    assert 'href="kiosk.zip"' in page

    # Stopped when its loops were made, and not yet noted: they are noted all, and none is made again.
    movies = {file: file.stat().st_mtime_ns for file in (kit / "loops").rglob("*.mp4")}
    told = json.loads((kit / "manifest.json").read_text(encoding="utf-8"))
    del told["clips"]["loops en"]
    (kit / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    assert made() == ["loops en"]
    assert {file: file.stat().st_mtime_ns for file in (kit / "loops").rglob("*.mp4")} == movies
    assert {line.split("  ")[1] for line in (kit / "SHA256SUMS").read_text().splitlines()} == listed

    (kit / "lesson/en/patient/tiny.stills.zip").unlink()
    assert made() == ["stills en patient tiny"]
    assert {*made("--url", "https://clinic.example/films")} == {
        "handout en patient tiny", "handout en patient following", "site en",
    }
    page = (kit / "site" / "tiny.html").read_text(encoding="utf-8")
    for kind in KINDS:
        if kind.step != "questions":  # nobody asks of the tests' clips
            path = f"lesson/en/patient/tiny.{kind.suffix}"
            assert f'href="{path}" download>' in page
            assert (kit / "site" / path).read_bytes() == (kit / path).read_bytes()

    # Of a film that has changed since, or that is withdrawn, nothing is given away.
    changed = own / "en" / "patient" / "landscape"
    rewrite(changed, "tiny", lambda told: told.update(subtitle="Another subtitle"))
    found, stale = handed_of(kit, read_bundle(own).all)
    assert {one.name for one in found} == {"following"}
    assert stale == 4
    (tmp_path / "withdrawn.toml").write_text('[film.tiny]\non = 2026-11-01\nreason = "A dose changed."\n')
    for module in ("chosen", "kit"):
        monkeypatch.setattr(f"production.deliver.{module}.LIST", tmp_path / "withdrawn.toml")
    made()
    assert [*kit.glob("l*/**/tiny.*")] == []
    assert [*kit.glob("kiosk/**/tiny.mp4")] == []
    assert "deck en patient tiny" not in manifest.read(kit)
    (loop,) = (kit / "site" / "loops").rglob("*.mp4")
    assert loop.name == "following.loop.mp4"


def test_a_kit_without_films_is_refused_in_one_line(render_py: RenderPy, tmp_path: Path, finished: Path) -> None:
    (tmp_path / "none").mkdir()
    for words, says in (
        (("--films", "none"), "none holds no finished films"),
        (("--films", str(finished), "--language", "xx"), "There is no language 'xx'"),
    ):
        result = render_py("kit", *words)
        assert result.exit_code in (1, 2)
        assert len(result.stderr.splitlines()) == 1
        assert says in result.stderr
        assert not Path("out").exists()
