"""What is kept on disk is what would be computed, and never stands in the way."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module, reload
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.dna import Dna
from scenes.script import sources
from scenes.script.keep import FOLDER_VARIABLE, LIMIT_VARIABLE
from scenes.stage import kept as store
from scenes.stage.drawing import outlines
from scenes.stage.kept import kept
from scenes.stage.view import View


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    store._known.clear()
    return tmp_path / "shapes"


def discs(count: int, radius: float = 1.0) -> np.ndarray:
    """Something slow, told from its arguments alone."""
    calls.append(count)
    return np.arange(count) * radius


calls: list[int] = []


def asked(*args: Any) -> tuple[Any, int]:
    """Ask as a fresh process would; the result, and how often it was computed."""
    calls.clear()
    store._known.clear()
    return kept(discs)(*args), len(calls)


def entries(home: Path) -> list[Path]:
    return [file for file in home.rglob("*") if file.is_file()]


def test_second_process_computes_nothing(home: Path) -> None:
    first, computed = asked(5, 0.25)
    assert computed == 1
    second, computed = asked(5, 0.25)
    assert computed == 0
    assert (first == second).all()
    assert asked(5, 0.5)[1] == asked(6, 0.25)[1] == 1
    assert not list(home.rglob("*~"))


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:-3], id="cut off"),
        pytest.param(lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:], id="one bit"),
        pytest.param(lambda data: b"x" * len(data), id="something else"),
    ],
)
def test_broken_entry_is_computed_anew(home: Path, broken: Callable[[bytes], bytes]) -> None:
    first, _ = asked(5)
    (entry,) = entries(home)
    entry.write_bytes(broken(entry.read_bytes()))
    second, computed = asked(5)
    assert computed == 1
    assert (first == second).all()
    assert asked(5)[1] == 0


def test_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "file"))
    assert asked(3)[1] == asked(3)[1] == 1


def test_folder_that_can_only_be_read_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    asked(3)
    monkeypatch.setattr(os, "utime", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    assert asked(3)[1] == 0
    assert asked(4)[1] == asked(4)[1] == 1
    assert len(entries(home)) == 1


def test_many_processes_at_once_share_a_folder(home: Path) -> None:
    store._known.clear()
    with get_context("fork").Pool(4) as pool:
        made = pool.map(_ask_for_many, range(4))
    assert all(np.array_equal(one, made[0]) for one in made)
    assert len(entries(home)) == 40
    assert all(asked(count)[1] == 0 for count in range(40))


def _ask_for_many(worker: int) -> np.ndarray:
    order = np.random.default_rng(worker).permutation(40)
    found = {int(count): kept(discs)(int(count)) for count in order}
    return np.concatenate([found[count] for count in range(40)])


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A checkout with a module ``slow_thing`` that imports another, ``helper``."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    (folder / "helper.py").write_text("TWO = 2\n")
    (folder / "slow_thing.py").write_text(SLOW.format(1))
    monkeypatch.setattr(sources, "ROOT", folder)
    monkeypatch.syspath_prepend(str(folder))
    sources.forget()
    yield folder
    sources.forget()
    for name in ("slow_thing", "helper"):
        sys.modules.pop(name, None)


SLOW = """from helper import TWO
from scenes.stage.kept import kept
@kept
def answer():
    answered.append(TWO)
    return {}
answered = []
"""


def test_changed_code_is_not_answered_with_old_results(home: Path, checkout: Path) -> None:
    slow = import_module("slow_thing")
    assert slow.answer() == 1
    (checkout / "slow_thing.py").write_text(SLOW.format(22))
    sources.forget()
    assert reload(slow).answer() == 22


def test_a_comment_in_what_a_module_imports_counts(home: Path, checkout: Path) -> None:
    slow = import_module("slow_thing")
    slow.answer()
    for text, computed in (("TWO = 2\n", []), ("TWO = 2  # it is\n", [2])):
        (checkout / "helper.py").write_text(text)
        sources.forget()
        store._known.clear()
        slow = reload(slow)
        slow.answer()
        assert slow.answered == computed


def test_a_function_from_outside_the_checkout_is_computed_each_time(
    home: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "ROOT", checkout / "elsewhere")
    slow = import_module("slow_thing")
    assert slow.answer() == slow.answer() == 1
    assert len(slow.answered) == 2
    assert not entries(home)


def test_a_process_that_only_computes_keeps_the_folder_within_the_limit(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, "1")
    for count in range(200):
        asked(5_000, 1.0 + count)  # 40 kB each, 8 MB in all
    assert len(calls) == 1
    assert 0.5e6 < sum(file.stat().st_size for file in entries(home)) <= 1e6
    assert asked(5_000, 200.0)[1] == 0


def test_a_limit_that_is_no_number_is_no_error_here(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, "many")
    assert asked(5)[1] == 1
    assert asked(5)[1] == 0


def test_arguments_that_cannot_be_told_apart_are_refused(home: Path) -> None:
    with pytest.raises(TypeError, match="cannot tell results for a builtin_function_or_method apart"):
        asked(5, print)


def test_arguments_that_look_alike_are_told_apart() -> None:
    square, flat = shapely.box(0, 0, 1, 1), np.zeros((2, 3))
    some = [1, 1.0, True, "1", None, (1,), ((1,),), (1, 1), ("1", 1), flat, flat.T, square,
            shapely.box(0, 0, 1, 1 + 1e-15), View(1.0), View(1.0, (0.0, 1e-300))]
    keys = [store._key("", (value,), {}) for value in some]
    assert len(set(keys)) == len(some)
    assert store._key("", (shapely.box(0, 0, 1, 1),), {}) in keys


def test_kept_and_computed_outlines_are_equal_to_the_bit(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn() -> list[np.ndarray]:
        view = View(4.2)
        cast = (Antibody(view, seed=4, detail="organelle"), Dna(view, 21, detail="small"),
                Cd22(view, foot_nm=(0, 0), detail="organelle"))
        return [part.points for actor in cast for part in actor.family_members_with_points()]

    written = drawn()
    store._known.clear()
    read = drawn()
    store._known.clear()
    assert entries(home)
    monkeypatch.setattr(store, "_at_work", True)  # nothing is asked for then, all is computed
    computed = drawn()
    for one, two, three in zip(written, read, computed, strict=True):
        assert np.array_equal(one, two)
        assert np.array_equal(one, three)


def test_outlines_of_many_are_those_of_each() -> None:
    ring = shapely.Point(0, 0).buffer(9).difference(shapely.box(-2, -2, 3, 1))
    many = [ring, shapely.Polygon(), shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 0, 4, 1)]),
            shapely.LineString([(0, 0), (5, 5)]), shapely.GeometryCollection([ring, shapely.Point(1, 1)])]
    together = outlines(many, View(3.0, (0.5, 2.0)))
    assert [len(points) for points in together[1::2]] == [0, 0]
    for geometry, points in zip(many, together, strict=True):
        assert np.array_equal(outlines([geometry], View(3.0, (0.5, 2.0)))[0], points)
    # Outer rings turn one way, holes the other: a fill leaves holes open.
    assert shapely.LinearRing(together[0][::4][:-20]).is_ccw
