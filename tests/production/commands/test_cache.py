"""``render.py cache`` says what is kept, and clears it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from production.commands.cache import contents
from production.store.pieces import Pieces
from scenes.script.keep import LIMIT_VARIABLE
from tests.conftest import RenderPy


def test_cache_shows_what_is_kept_and_clears_it(render_py: RenderPy, tmp_path: Path) -> None:
    pieces = Pieces(tmp_path / "kept")
    pieces.put("ab.000", bytes(2_000_000))
    (pieces.folder / "pace.json").write_text("{}")
    result = render_py("cache")
    assert str(tmp_path / "kept") in result.output
    assert re.search(r"pace\.json +1 files +0\.0 MB", result.output)
    assert re.search(r"pieces +1 files +2\.0 MB", result.output)
    assert "2.0 MB removed" in render_py("cache", "--clear").output
    assert contents(pieces.folder) == {}


@pytest.mark.parametrize("limit", ["many", "-1", "nan", "1.5", "1" + "0" * 10, "9" * 5000, ""])
@pytest.mark.parametrize("command", [["cache"], ["clips", "tiny"], ["list"]], ids=lambda words: words[0])
def test_a_limit_that_makes_no_sense_is_said_before_anything_is_drawn(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch, command: list[str], limit: str
) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, limit)
    result = render_py(*command)
    assert result.exit_code == 2
    assert "must be a whole number of megabytes" in result.output
    assert len(result.output.splitlines()) == 1
    assert not Path("out").exists()
