"""Loops as kinds of screens take them: their properties, names, playlists and checksums."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import av
import numpy as np
import pytest

from production.check.looking.movie_file import read_movie
from production.check.rules.fit import length_faults
from production.deliver.loops import SUMS, deliver
from production.deliver.screens import PATH, Screen, screens
from production.store import manifest
from scenes.script.errors import FilmError
from tests.helpers.looped import Looped

NAMES = ["looping", "tiny"]
TODAY = date(2026, 11, 30)
SCREENS = screens()
every_screen = pytest.mark.parametrize("screen", SCREENS.values(), ids=[*SCREENS])


@pytest.fixture
def folder(looped: Looped, tmp_path: Path) -> Path:
    """A copy of the finished loops."""
    return Path(shutil.copytree(looped.folder, tmp_path / "loops"))


def packets(movie: Path) -> list[bytes]:
    with av.open(str(movie)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def films(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix.lower() == ".mp4")


@every_screen
def test_each_screen_gets_films_as_it_takes_them(screen: Screen, folder: Path) -> None:
    made = deliver(NAMES, folder, screen, minutes=1 if screen.minutes else None, today=TODAY)
    assert len(films(made)) == (3 if screen.minutes else 2)
    for file in films(made):
        movie = read_movie(file)
        video, audio = movie.track("video"), movie.track("audio")
        assert (video and video.codec, video and video.profile) == ("h264", "High")
        assert movie.level <= 10 * screen.level
        assert movie.width <= screen.widest[0]
        assert movie.height <= screen.widest[1]
        assert (audio is not None) == (screen.sound == "silent")
        assert movie.track("subtitle") is None
        assert [*length_faults(movie, None)] == []
        assert movie.boxes.index("moov") < movie.boxes.index("mdat")
        assert "elst" not in movie.boxes
        stem, _, _ = file.name.partition(".")
        assert file.name.isascii()
        if screen.names == "short":
            assert len(stem) <= 8
            assert file.name == file.name.upper()
        else:
            assert file.name == file.name.lower()
    captions = made if screen.srt == "beside" else made / "captions"
    assert sorted(f.stem for f in captions.glob("*.srt")) == [f.stem for f in films(made)][:2]


@every_screen
def test_pictures_are_copied_as_they_are(screen: Screen, folder: Path) -> None:
    made = deliver(NAMES, folder, screen, today=TODAY, minutes=1)
    first, second, whole = films(made)
    assert packets(first) == packets(folder / "looping.loop.mp4")
    assert packets(second) == packets(folder / "tiny.loop.mp4")
    one = packets(folder / "all.loop.mp4")
    rounds = len(packets(whole)) // len(one)
    assert packets(whole) == one * rounds
    assert rounds > 1
    video = read_movie(whole).track("video")
    assert video is not None
    assert 45 < video.seconds < 75


def test_silence_is_silent(folder: Path) -> None:
    first, *_ = films(deliver(NAMES, folder, SCREENS["usb-tv"], today=TODAY))
    with av.open(str(first)) as container:
        heard = [frame.to_ndarray() for frame in container.decode(audio=0)]
    assert len(heard) > 100
    assert max(float(np.abs(block).max()) for block in heard) < 1e-4


def test_playlists_name_the_films_beside_them_in_order(folder: Path) -> None:
    made = deliver(NAMES, folder, SCREENS["brightsign"], today=TODAY)
    lines = (made / "loop.m3u8").read_text(encoding="utf-8").splitlines()
    wanted = ["01_looping.mp4", "02_tiny.mp4"]
    assert lines[0] == "#EXTM3U"
    assert [line for line in lines if not line.startswith("#")] == wanted
    tree = ElementTree.parse(made / "loop.xspf")
    assert [unquote(e.text or "") for e in tree.iter("{http://xspf.org/ns/0/}location")] == wanted
    assert next(e.text for e in tree.iter("{http://xspf.org/ns/0/}title")) == "3 Looping: " + (
        "A clip that a screen shows again and again"
    )


@pytest.mark.skipif(not shutil.which("cvlc"), reason="VLC is not installed: make test installs it")
@pytest.mark.parametrize("kind", ["m3u8", "xspf"])
def test_a_player_opens_the_playlist_and_each_film_in_it(kind: str, folder: Path) -> None:
    made = deliver(NAMES, folder, SCREENS["raspberry-pi"], today=TODAY)
    with TemporaryDirectory(prefix="a stick ") as stick:  # wherever the folder goes
        moved = Path(shutil.copytree(made, Path(stick, "loops")))
        Path(stick).chmod(0o755)
        player = ["cvlc", "-vv", "--vout=dummy", "--intf=dummy", "--stop-time=0.2", "--play-and-exit", f"loop.{kind}"]
        if os.geteuid() == 0:  # VLC plays nothing for root
            player = ["setpriv", "--reuid=65534", "--clear-groups", "env", f"HOME={stick}", *player]
        said = subprocess.run(player, cwd=moved, capture_output=True, text=True, timeout=60, check=True).stderr
    for name in ("01_looping.mp4", "02_tiny.mp4"):
        assert f"{quote(name)}' successfully opened" in said
    assert "h264" in said


def test_checksums_are_those_of_the_files_and_what_was_there_before_goes(folder: Path) -> None:
    deliver(NAMES, folder, SCREENS["xibo"], minutes=1, today=TODAY)
    made = deliver(NAMES[:1], folder, replace(SCREENS["xibo"], minutes=0), today=TODAY)
    sums = dict(line.split("  ")[::-1] for line in (made / SUMS).read_text().splitlines())
    there = {file.name for file in made.iterdir()} - {SUMS}
    assert sums == {name: manifest.hash_of(made / name) for name in there}
    assert [file.name for file in films(made)] == ["01_looping.mp4"]


def spoil(folder: Path) -> None:
    with (folder / "tiny.loop.mp4").open("r+b") as file:
        file.seek(2000)
        file.write(b"spoilt")


def swap(folder: Path) -> None:
    shutil.copy(folder / "looping.loop.mp4", folder / "tiny.loop.mp4")


def lose(folder: Path) -> None:
    (folder / "tiny.loop.srt").unlink()


def lie(folder: Path) -> None:
    text = (folder / manifest.NAME).read_text()
    (folder / manifest.NAME).write_text(text.replace('"seconds": ', '"seconds": "no", "was": '))


@pytest.mark.parametrize("harm", [spoil, swap, lose, lie])
def test_loops_that_are_not_what_their_manifest_says_are_not_delivered(
    harm: Callable[[Path], None], folder: Path
) -> None:
    harm(folder)
    with pytest.raises(FilmError, match=r"^\S+\.loop\.mp4 is not what manifest\.json beside it says: make"):
        deliver(NAMES, folder, SCREENS["xibo"], today=TODAY)
    assert not (folder / "xibo").exists()


def test_loops_whose_facts_are_due_for_review_are_not_delivered(folder: Path) -> None:
    due = date.fromisoformat(manifest.read(folder)["tiny.loop"]["facts_review_by"])
    deliver(NAMES, folder, SCREENS["xibo"], today=due)
    with pytest.raises(FilmError, match="due for review"):
        deliver(NAMES, folder, SCREENS["xibo"], today=due + timedelta(days=1))


def test_a_loop_of_a_withdrawn_clip_is_not_delivered(folder: Path, tmp_path: Path) -> None:
    gone = tmp_path / "withdrawn.toml"
    gone.write_text('[film.tiny]\non = 2026-12-01\nreason = "A figure was wrong."\n', encoding="utf-8")
    with pytest.raises(FilmError, match="tiny was withdrawn on 2026-12-01: A figure was wrong"):
        deliver(NAMES, folder, SCREENS["xibo"], withdrawn=gone)


@pytest.mark.parametrize(
    ("screen", "says"),
    [
        (replace(SCREENS["xibo"], widest=(320, 180)), "640×360 pixels"),
        (replace(SCREENS["xibo"], level=3.0), "level 3.1"),
        (replace(SCREENS["xibo"], rate=0.01), "Mbit in a second"),
        (replace(SCREENS["xibo"], largest=0.01), "fewer --minutes"),
    ],
)
def test_what_a_screen_does_not_take_is_not_delivered(screen: Screen, says: str, folder: Path) -> None:
    with pytest.raises(FilmError, match=says):
        deliver(NAMES, folder, screen, minutes=1, today=TODAY)
    assert not (folder / "xibo").exists() or not [*(folder / "xibo").iterdir()]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('sound = "none"', 'sound = "loud"', r"sound \(line 33\): must be one of none, silent"),
        ("level = 4.2", 'level = "4.2"', r"level \(line 35\): must be a number"),
        ("minutes = 30", "hours = 30", "hours"),
        ("widest = [1920, 1080]", "widest = [1920]", "width and height"),
    ],
)
def test_a_mistake_in_the_screens_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "screens.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FilmError, match=says):
        screens(file)
