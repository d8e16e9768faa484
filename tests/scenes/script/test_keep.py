"""What is kept is found whole or not at all, and its folder stays below its limit."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scenes.script.keep import Keep, files_in, prune


def test_the_folder_drops_what_was_used_longest_ago(tmp_path: Path) -> None:
    keep, names = Keep(tmp_path), ("aa.000", "bb.000", "cc.000", "dd.000")
    for age, name in enumerate(names):
        keep.put(name, bytes(1000))
        (file,) = tmp_path.rglob(name)
        os.utime(file, (10_000 - age, 10_000 - age))
    assert keep.get("dd.000") is not None  # reading makes it young
    assert prune(tmp_path, 5000) == 0
    assert prune(tmp_path, 3000) > 0
    assert [keep.has(name) for name in names] == [True, False, False, True]


def test_what_is_spoilt_is_not_found_and_makes_room(tmp_path: Path) -> None:
    keep = Keep(tmp_path)
    keep.put("aa.000", b"entry")
    ((_, _, file),) = files_in(tmp_path)
    Path(file).write_bytes(Path(file).read_bytes()[:-1])
    assert keep.get("aa.000") is None
    assert not keep.has("aa.000")


@pytest.mark.parametrize("folder", ["file", "file/below", "long" * 100], ids=["file", "below a file", "no name"])
def test_a_folder_that_can_be_neither_written_nor_read_is_no_error(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("no folder")
    keep = Keep(tmp_path / folder)
    assert not keep.put("aa.000", b"entry")
    assert not keep.has("aa.000")
    assert keep.get("aa.000") is None
    assert prune(keep.folder, 0) == 0


def test_an_entry_that_cannot_get_its_name_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    assert not Keep(tmp_path).put("aa.000", b"entry")
    assert not files_in(tmp_path)
