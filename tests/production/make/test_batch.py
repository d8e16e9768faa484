"""The renderer: nothing is drawn twice, nothing is left half, and one failure stays alone."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import av
import pytest

from production.crew.local import Alone, Together
from production.crew.schedule import Backlog, next_shares
from production.draw.task import DrawBeats
from production.make.batch import make_all
from production.make.outcome import Watcher
from production.plan import score
from production.plan.jobs import BeatState, Job, State, state_of
from production.plan.score import score_of
from production.plan.task import Failed, Task, Told
from production.store import manifest
from production.store.files import claimed
from production.store.pieces import Pieces
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.request import Request
from scenes.script.sources import files_of, forget
from scenes.script.toml_file import ROOT
from scenes.script.voice import SilentVoice, Speech
from tests.clips.tiny import BROKEN, FALLING, HUNGRY, TINY
from tests.conftest import SMALL, Film, RenderPy, made
from tests.conftest import contents as files_in
from tests.production.make.kills import kill_and_complete

TINY_PLACE = "en/patient/landscape"
REQUEST = Request(quality=SMALL)


class Counting(Alone):
    """Draws here, and counts what it is asked for."""

    def __init__(self, pieces: Pieces) -> None:
        super().__init__(pieces)
        self.tasks: list[DrawBeats] = []

    @property
    def beats(self) -> list[int]:
        return sorted(share.beat for task in self.tasks for share in task.shares)

    def expect(self) -> None:
        """Nothing."""

    def begin(self, number: int, task: Task) -> None:
        assert isinstance(task, DrawBeats)
        self.tasks.append(task)
        super().begin(number, task)


@pytest.fixture
def kept(film: Film, tmp_path: Path) -> Pieces:
    """All pieces of the tests' film, as in a cache of its own."""
    store = Pieces(tmp_path / "kept")
    subprocess.run(["cp", "-r", str(film.kept.folder), str(store.folder)], check=True)
    return store


# --- the same bytes, whoever draws ------------------------------------------------------------


def test_processes_that_share_a_clip_give_the_bytes_of_one_that_draws_alone(film: Film, tmp_path: Path) -> None:
    (outcome,) = made([TINY], tmp_path / "out", Together(2, tmp_path / "out.kept"))
    assert outcome.error is None
    assert files_in(tmp_path / "out" / TINY_PLACE) == film.contents()


def test_pieces_drawn_on_different_days_give_the_bytes_of_one_run(film: Film, kept: Pieces, tmp_path: Path) -> None:
    pieces = sorted(path for path in kept.folder.rglob("*") if path.is_file())
    for path in pieces[::2]:
        path.unlink()
    crew = Counting(kept)
    (outcome,) = made([TINY], tmp_path / "out", crew, pieces=kept)
    assert outcome.error is None
    assert crew.tasks
    assert files_in(tmp_path / "out" / TINY_PLACE) == film.contents()


# --- one beat -----------------------------------------------------------------------------------


@pytest.mark.parametrize("beat", ["disc", "square"])
def test_one_beat_alone_is_its_part_of_the_whole_clip_and_only_that_is_drawn(
    film: Film, tmp_path: Path, beat: str
) -> None:
    store = Pieces(tmp_path / "kept")
    crew = Counting(store)
    (outcome,) = make_all([Job(TINY, REQUEST, beat=beat)], tmp_path / "out", crew, Watcher(), pieces=store)
    assert outcome.error is None
    assert crew.beats == [["disc", "square"].index(beat)]
    assert [file.name for file in (tmp_path / "out" / TINY_PLACE).iterdir() if file.name[0] != "."] == [
        f"tiny.{beat}.mp4"
    ]
    assert outcome.path is not None
    part, whole = pictures_of(outcome.path), pictures_of(film.movie)
    begins = next(i for i in range(len(whole)) if whole[i] == part[0])
    assert whole[begins : begins + len(part)] == part
    assert len(part) == pytest.approx(outcome.length * SMALL.fps)


def pictures_of(path: Path) -> list[bytes]:
    """The encoded pictures of a film."""
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


# --- never twice ------------------------------------------------------------------------------


def test_what_is_up_to_date_is_left_alone(film: Film, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in film.folder.iterdir()}
    crew = Counting(Pieces(tmp_path / "empty"))
    (outcome,) = made([TINY], film.out, crew, pieces=Pieces(tmp_path / "empty"))
    assert outcome.kept
    assert outcome.error is None
    assert not crew.tasks
    assert {path: path.stat().st_mtime_ns for path in film.folder.iterdir()} == before


def test_fresh_draws_everything_anew(film: Film, kept: Pieces, tmp_path: Path) -> None:
    crew = Counting(kept)
    (outcome,) = made([TINY], tmp_path / "out", crew, pieces=kept, fresh=True)
    assert outcome.error is None
    assert crew.beats == [0, 1, 2]
    assert files_in(tmp_path / "out" / TINY_PLACE) == film.contents()


@pytest.mark.parametrize("spoilt", ["tiny.mp4", "tiny.vtt", "tiny.poster.png"])
@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_file_that_was_changed_or_lost_is_put_together_again_without_drawing(
    film: Film, kept: Pieces, tmp_path: Path, spoilt: str, how: str
) -> None:
    subprocess.run(["cp", "-r", str(film.out), str(tmp_path / "out")], check=True)
    file = tmp_path / "out" / TINY_PLACE / spoilt
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-1] + b"!")
    crew = Counting(kept)
    (outcome,) = made([TINY], tmp_path / "out", crew, pieces=kept)
    assert not outcome.kept
    assert not crew.tasks
    assert files_in(tmp_path / "out" / TINY_PLACE) == film.contents()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1, 2]", b'{"form": 1, "clips": []}', b'{"form": 1, "clips": {"tiny": 7}}', b"\xff\xfe"]
)
def test_a_manifest_that_cannot_be_read_is_written_anew(
    film: Film, kept: Pieces, tmp_path: Path, content: bytes
) -> None:
    subprocess.run(["cp", "-r", str(film.out), str(tmp_path / "out")], check=True)
    (tmp_path / "out" / TINY_PLACE / "manifest.json").write_bytes(content)
    (outcome,) = made([TINY], tmp_path / "out", Counting(kept), pieces=kept)
    assert outcome.error is None
    assert files_in(tmp_path / "out" / TINY_PLACE) == film.contents()


def test_pieces_that_are_spoilt_are_drawn_again(film: Film, kept: Pieces, tmp_path: Path) -> None:
    for number, path in enumerate(sorted(p for p in kept.folder.rglob("*.0*") if p.is_file())):
        data = path.read_bytes()
        path.write_bytes((b"", data[: len(data) // 2], data[:-1] + bytes([data[-1] ^ 1]))[number % 3])
    (outcome,) = made([TINY], tmp_path / "out", Counting(kept), pieces=kept)
    assert outcome.error is None
    assert files_in(tmp_path / "out" / TINY_PLACE) == film.contents()


def test_a_cache_that_keeps_nothing_is_done_without(film: Film, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    (outcome,) = made([TINY], tmp_path / "out", pieces=Pieces(tmp_path / "kept"))
    assert outcome.error is None
    assert files_in(tmp_path / "out" / TINY_PLACE) == film.contents()


def test_the_manifest_says_what_was_made_of_what(film: Film) -> None:
    told = json.loads(film.file("mp4").with_name("manifest.json").read_text(encoding="utf-8"))
    entry = told["clips"]["tiny"]
    assert entry["files"]["tiny.mp4"] == manifest.hash_of(film.movie)
    assert set(entry["files"]) == {name for name in film.contents() if name != "manifest.json"}
    assert set(entry["inputs"]) == {"code", "words", "facts", "voice", "options", "versions"}
    assert list(entry["beats"]) == ["disc", "end_card", "square"]
    assert entry["frames"] == round(entry["seconds"] * SMALL.fps)
    assert entry["versions"]["manim"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry["facts_checked"])
    assert entry["facts_review_by"] > entry["facts_checked"]


# --- what changes what ------------------------------------------------------------------------


class Slow(SilentVoice):
    """Takes longer over every text that has a certain word in it."""

    def __init__(self, word: str) -> None:
        super().__init__()
        object.__setattr__(self, "word", word)

    def speak(self, text: str, *, language: str, audience: str):  # type: ignore[no-untyped-def]
        speech = super().speak(text, language=language, audience=audience)
        return replace(speech, duration=speech.duration + (1.0 if self.word in text else 0.0))  # type: ignore[attr-defined]


class Timed(SilentVoice):
    """Takes as long over each text as is given."""

    def __init__(self, speeches: dict[str, Speech]) -> None:
        super().__init__()
        object.__setattr__(self, "speeches", speeches)

    def speak(self, text: str, *, language: str, audience: str) -> Speech:
        return replace(self.speeches[text], text=text)  # type: ignore[attr-defined, no-any-return]


def test_a_longer_sentence_changes_its_beat_and_those_it_moves_and_none_before() -> None:
    before = score_of(TINY, REQUEST).beats
    after = score_of(TINY, replace(REQUEST, voice=Slow("square"))).beats
    assert [a.name for a in after] == ["disc", "square", "end_card"]
    assert [a.picture == b.picture for a, b in zip(after, before, strict=True)] == [True, False, False]


def test_other_words_of_the_same_length_change_the_files_and_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    before = score_of(TINY, REQUEST)
    script = before.script
    beats = tuple(replace(beat, narration=beat.narration[::-1]) for beat in script.beats)
    monkeypatch.setattr(Entry, "script", lambda *_: replace(script, beats=beats))
    voice = Timed(dict(zip([beat.narration for beat in beats], before.speeches, strict=True)))
    after = score_of(TINY, replace(REQUEST, voice=voice))
    assert after.key != before.key
    assert after.beats == before.beats


@pytest.mark.parametrize(
    "request_", [replace(REQUEST, shape="square"), replace(REQUEST, audience="student"), replace(REQUEST, seed=1)],
    ids=["shape", "audience", "seed"],
)
def test_another_request_shares_no_picture(request_: Request) -> None:
    theirs = {beat.picture for beat in score_of(TINY, REQUEST).beats}
    assert theirs.isdisjoint(beat.picture for beat in score_of(TINY, request_).beats)


def test_another_quality_shares_the_times_but_no_picture() -> None:
    small, large = (score_of(TINY, replace(REQUEST, quality=q)).beats for q in (SMALL, replace(SMALL, short_side=180)))
    assert [beat.times for beat in small] == [beat.times for beat in large]
    assert {beat.picture for beat in small}.isdisjoint(beat.picture for beat in large)


@pytest.mark.parametrize("version", ["manim", "cairo", "python"])
def test_another_version_of_a_library_changes_every_picture(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = score_of(TINY, REQUEST).beats
    other = {**score.versions(), version: "99"}
    monkeypatch.setattr(score, "versions", lambda *_: other)
    assert {b.picture for b in before}.isdisjoint(b.picture for b in score_of(TINY, REQUEST).beats)


def test_a_clip_rests_on_the_code_it_imports_and_on_no_other() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in files_of(["scenes.binding", "production.draw.work"])}
    assert {"scenes/binding.py", "scenes/cast/molecules/cd22.py", "scenes/stage/style.py",
            "production/draw/cairo/canvas.py", "production/draw/encoder.py"} <= names
    assert not names & {"scenes/sets/transplant_bridge/calendar.py", "scenes/dna_damage.py",
                        "production/commands/progress.py", "production/make/batch.py"}


def test_code_that_changed_while_a_clip_is_drawn_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = state_of(Job(TINY, REQUEST), tmp_path, Pieces(tmp_path / "kept"))
    forget()
    monkeypatch.setattr(score, "code_of", lambda entry: "other code")
    told: list[Told] = []
    crew = Alone(Pieces(tmp_path / "kept"))
    shares = tuple(beat.share() for beat in state.beats)
    crew.begin(1, DrawBeats(TINY, REQUEST, state.job.score.beats, shares))
    crew.attend(lambda _, news: told.append(news))
    (failed,) = told
    assert isinstance(failed, Failed)
    assert "changed meanwhile" in str(failed.error)


@pytest.mark.parametrize("entry", RUNNING_ORDER, ids=lambda e: e.name)
def test_clips_read_their_words_where_the_keys_look_for_them(entry: object) -> None:
    scenes = ROOT / "scenes"
    drawn = [*scenes.glob("*.py"), *(scenes / "cast").rglob("*.py"), *(scenes / "sets").rglob("*.py")]
    text = "".join(path.read_text() for path in sorted(drawn))
    assert "def load_script" not in text
    assert not re.search(r"\.narration\b|\.speak\(|\.speeches\b|\.sentence\b", text)


# --- what is planned --------------------------------------------------------------------------


def test_a_dry_run_says_what_is_then_done(render_py: RenderPy) -> None:
    def prospects() -> list[str]:
        result = render_py("clips", "tiny", "broken", "--quality", "draft", "--dry-run", "-j0")
        assert result.exit_code == 0
        assert not list(Path("out").rglob("*.mp4")) or "up to date" in result.output
        return re.findall(r"landscape +(.*?)(?:  |$)", result.output, re.MULTILINE)

    assert prospects() == ["draw 3 of 3 beats", "draw 3 of 3 beats"]
    run = render_py("clips", "tiny", "broken", "--quality", "draft", "-j0")
    assert "1 of 2 failed." in run.output
    # The first beat of the broken clip was played and kept before the second one broke.
    assert prospects() == ["nothing: up to date", "draw 2 of 3 beats"]
    Path(f"out/{TINY_PLACE}/tiny.srt").unlink()
    result = render_py("clips", "tiny", "--quality", "draft", "--dry-run", "-j0")
    assert "put together, nothing to draw" in result.output
    assert "tiny  en patient landscape: done" in render_py("clips", "tiny", "--quality", "draft", "-j0").output


def _backlog(name: str, *frames: int) -> Backlog:
    beat = score_of(TINY, REQUEST).beats[0]
    beats = [BeatState(replace(beat, number=i), n, n, groups=n // 10) for i, n in enumerate(frames)]
    return Backlog(State(Job(replace(TINY, name=name), REQUEST), Path()), beats)


def test_large_tasks_come_first_and_the_last_beat_is_shared() -> None:
    works = [_backlog("short", 100, 100), _backlog("long", 100, 100, 100, 100, 100, 100)]
    order = []
    while (found := next_shares(works, hands=2)) is not None:
        work, parts = found
        order.append((work.state.job.entry.name, [(part.beat, part.runs) for part in parts]))
    assert order[0] == ("long", [(0, ((0, None),)), (1, ((0, None),))])
    sizes = [len(parts) for _, parts in order]
    assert sizes == sorted(sizes, reverse=True)
    assert [parts[0][1] for _, parts in order[-2:]] == [((0, 2), (5, 7)), ((2, 5), (7, None))]
    drawn = sorted((name, beat) for name, parts in order for beat, runs in parts if runs[0][0] == 0)
    assert drawn == sorted([("short", b) for b in range(2)] + [("long", b) for b in range(6)])


@pytest.mark.parametrize("groups", [1, 2, 3, 7, 8, 100])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_shares_of_a_beat_are_all_of_it_once_and_equal(groups: int, count: int) -> None:
    (work,) = [_backlog("tiny", 10 * groups)]
    shares = work.beats[0].shares(count)
    owners = [[k for k, share in enumerate(shares) if share.has(group)] for group in range(groups + 20)]
    assert all(len(owner) == 1 for owner in owners)
    sizes = [sum(share.has(group) for group in range(groups)) for share in shares]
    assert max(sizes) - min(sizes) <= 2
    assert [share.ends for share in shares].count(True) == 1


# --- one failure stays alone ------------------------------------------------------------------


def test_a_raising_a_hungry_and_a_killed_clip_fail_alone_and_are_named(film: Film, tmp_path: Path) -> None:
    outcomes = made([BROKEN, HUNGRY, TINY, FALLING], tmp_path / "out", Together(2, tmp_path / "out.kept"))
    broken, hungry, tiny, falling = outcomes
    assert str(broken.error) == "the square will not come"
    assert isinstance(hungry.error, MemoryError)
    assert tiny.error is None
    assert "ended by SIGKILL" in str(falling.error)
    assert "\n" not in str(falling.error)
    assert files_in(tmp_path / "out" / TINY_PLACE) == film.contents()


def test_fail_fast_makes_nothing_more_after_a_failure(tmp_path: Path) -> None:
    store = Pieces(tmp_path / "kept")
    jobs = [Job(entry, REQUEST) for entry in (BROKEN, TINY)]
    broken, tiny = make_all(jobs, tmp_path / "out", Alone(store), Watcher(), pieces=store, fail_fast=True)
    assert str(broken.error) == "the square will not come"
    assert str(tiny.error) == "not made: another clip failed before"
    assert not list((tmp_path / "out").rglob("*.mp4"))


def test_a_process_that_loses_what_it_keeps_does_not_go_on_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Pieces(tmp_path / "kept")
    monkeypatch.setattr(Pieces, "put", lambda self, name, piece: True)
    (outcome,) = made([TINY], tmp_path / "out", Counting(store), pieces=store)
    assert "loses what is put into it" in str(outcome.error)


# --- two runs at once, and runs that are ended ------------------------------------------------


def film_py(out: Path, *words: str) -> subprocess.Popen[str]:
    """Start a run of its own; its cache stands beside its output."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.clips.film", *words, "--out", str(out)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, FOLDER_VARIABLE: f"{out}.kept"}, start_new_session=True,
    )


def test_a_second_run_waits_for_the_first_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    out = tmp_path / "out"
    runs = [film_py(out, "clips", "tiny", "--quality", "draft", "-j1") for _ in range(2)]
    said = [run.communicate(timeout=120)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sum("another run is writing into" in words for words in said) == 1
    assert sum(": up to date" in words for words in said) == 1


def test_a_claim_ends_with_its_process(tmp_path: Path) -> None:
    waits: list[int] = []
    code = (
        "import sys; from pathlib import Path; from production.store.files import claimed\n"
        "with claimed(Path(sys.argv[1]), print):\n print('mine', flush=True); input()"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"mine\n"
    run.kill()
    run.communicate()
    with claimed(tmp_path, lambda: waits.append(1)):
        pass
    assert not waits


def test_ctrl_c_ends_all_processes_at_once(tmp_path: Path) -> None:
    run = film_py(tmp_path / "out", "clips", "long", "-j2")
    assert run.stdout is not None
    assert "frames" in run.stdout.readline()
    begun = time.monotonic()
    run.send_signal(signal.SIGINT)
    said, _ = run.communicate(timeout=30)
    assert time.monotonic() - begun < 5
    assert run.returncode not in (0, None)
    assert "Traceback" not in said
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)


def test_runs_and_processes_that_are_killed_at_any_moment_complete_later_with_equal_bytes(tmp_path: Path) -> None:
    hit = kill_and_complete(tmp_path, blows=10, seed=7, hands=1)
    assert hit["run"] >= 2
    assert hit["hand"] >= 1
