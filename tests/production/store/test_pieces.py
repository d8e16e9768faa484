"""Pieces are found on disk, and where the disk refuses, in memory."""

from __future__ import annotations

from pathlib import Path

from production.store.pieces import Pieces


def test_a_piece_that_is_put_is_found_by_every_process(tmp_path: Path) -> None:
    assert Pieces(tmp_path).put("ab.000", b"picture")
    Pieces(tmp_path).take("ab.001", b"another")
    assert [Pieces(tmp_path).get(name) for name in ("ab.000", "ab.001", "ab.002")] == [b"picture", b"another", None]


def test_a_piece_that_the_disk_refuses_is_found_in_memory_once_it_is_taken(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    pieces = Pieces(tmp_path / "file")
    assert not pieces.put("ab.000", b"picture")
    assert not pieces.has("ab.000")
    pieces.take("ab.000", b"picture")
    assert pieces.has("ab.000")
    assert pieces.get("ab.000") == b"picture"
    assert Pieces(tmp_path / "file").get("ab.000") is None
