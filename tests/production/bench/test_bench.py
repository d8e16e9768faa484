"""The bench measures what it says it measures."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from production.bench.bench import Bench, Clock, Run, recommended, table, timed
from production.bench.frames import floor_of
from production.commands.main import main
from production.crew.local import cores
from scenes.running_order import RUNNING_ORDER
from scenes.script.errors import FilmError
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.request import Quality, Request
from scenes.script.toml_file import ROOT
from tests.clips.tiny import TINY

ASKED = ("speedup_vs_manim", "ratio_to_floor", "frames", "fps", "cpu_ms_per_frame", "peak_mb_per_worker")


def clock() -> Clock:
    runs = {"manim": Run(80.0, 78.0, 300.0), "cold": Run(10.0, 18.0, 450.4), "warm": Run(0.5, 0.4, 60.0)}
    return Clock(600, runs, {"drawing": 9.0, "encoding": 7.0})


def test_ratios_are_those_of_the_table_of_measures() -> None:
    found = clock().summary(jobs=2)
    assert found["speedup_vs_manim"] == 8.0
    assert found["ratio_to_floor"] == 1.25  # 10 s against 16 s of CPU on two cores
    assert found["cpu_ratio_to_floor"] == 1.12
    assert found["fps"] == 60
    assert found["cpu_ms_per_frame"] == 30
    assert found["peak_mb_per_worker"] == 450


def test_command_tells_one_object_with_all_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def measured(bench: Bench, _: Path) -> None:
        asked.append([entry.name for entry in bench.entries])
        bench.clips = {entry.name: clock() for entry in bench.entries}
        bench.total = clock()

    monkeypatch.setattr(Bench, "_measure", measured)
    names = [RUNNING_ORDER[0].name, RUNNING_ORDER[1].name]
    done = CliRunner().invoke(main, ["bench", *names, "--json", "--jobs", "2", "--quality", "draft"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert asked == [names]
    assert found["jobs"] == 2
    for told in (found, *found["clips"].values()):
        assert set(ASKED) <= set(told)
    assert list(found["clips"]) == names
    assert found["covers"] == "whole clips"
    lines = table(found)
    assert [line.split()[0] for line in lines[1:4]] == [*names, "together"]


def test_unknown_clip_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    done = CliRunner().invoke(main, ["bench", "bindign"])
    assert done.exit_code == 2
    assert "Did you mean 'binding'?" in done.stderr


def test_process_is_measured_with_its_children(tmp_path: Path) -> None:
    child = "x = bytearray(90_000_000); [i * i for i in range(1_500_000)]"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('told')"
    run = timed([sys.executable, "-c", parent], tmp_path / "cache")
    assert run.told == "told\n"
    assert run.peak_mb > 90
    assert run.cpu > 0.02
    assert run.wall > 0


def test_process_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(FilmError, match="no luck"):
        timed([sys.executable, "-c", "raise SystemExit('no luck')"], tmp_path / "cache")


#: Measures a process that says with a file that it is there, and takes a moment to clear up when it is told to end.
CHILD = """
import signal, sys, time
from pathlib import Path
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
here = Path(sys.argv[1])
here.touch()
try:
    time.sleep(60)
finally:
    time.sleep(0.3)
    here.unlink()
"""
MEASURING = f"""
import sys
from pathlib import Path
from production.bench.bench import timed
from production.commands.terminal import end_in_good_order_when_told
end_in_good_order_when_told()
timed([sys.executable, "-c", {CHILD!r}, sys.argv[1]], Path(sys.argv[1]).parent / "cache")
"""


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL], ids=lambda s: s.name)
def test_what_is_measured_ends_with_the_bench_and_clears_up(tmp_path: Path, how: signal.Signals) -> None:
    if how == signal.SIGKILL and sys.platform != "linux":
        pytest.skip("only Linux tells a process that the one above it was killed")
    here = tmp_path / "here"
    bench = subprocess.Popen(
        [sys.executable, "-c", MEASURING, str(here)], cwd=ROOT, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    await_that(here.exists)
    bench.send_signal(how)
    assert bench.wait(20) != 0
    if how == signal.SIGKILL:
        await_that(lambda: not here.exists(), 10)
    assert not here.exists()


def test_an_excerpt_that_is_told_to_end_ends_those_who_draw_and_leaves_no_folder(tmp_path: Path) -> None:
    asked = {"names": ["outlook"], "audience": "patient", "shape": "landscape", "quality": "draft", "jobs": 1,
             "beats": {"outlook": 4}}
    excerpt = subprocess.Popen(
        [sys.executable, "-m", "production.bench.excerpt", "ours", json.dumps(asked)], cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path), FOLDER_VARIABLE: str(tmp_path / "kept")},
    )
    await_that(lambda: any(tmp_path.glob("kept/pieces/*/*")))
    excerpt.send_signal(signal.SIGTERM)
    assert excerpt.wait(20) == 128 + signal.SIGTERM
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def await_that(so: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_floor_is_taken_from_some_groups_for_all_frames() -> None:
    request = Request(quality=Quality("small", 90, 15))
    some, whole = floor_of(TINY, request, every=2), floor_of(TINY, request, every=1)
    assert whole.measured == whole.frames == some.frames
    assert some.measured == sum(1 for index in range(some.frames) if index // 8 % 2 == 1)
    assert some.drawing > 0
    assert some.encoding > 0
    assert 0 < whole.changing <= 1


def test_floor_of_an_excerpt_ends_with_a_beat() -> None:
    request = Request(quality=Quality("small", 90, 15))
    assert 0 < floor_of(TINY, request, every=1, seconds=0.5).frames < floor_of(TINY, request, every=1).frames


def test_no_more_processes_are_recommended_than_memory_holds() -> None:
    assert recommended(1) == cores()
    assert recommended(1e9) == 1
