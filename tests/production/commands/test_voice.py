"""``render.py voice`` and ``--voice``: what is made, listed, brought and heard, and what is never silent unasked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from production.commands.narration import captions_for, voice_for
from production.voice.sound_files import RATE
from scenes.script.takes import FOLDER_VARIABLE, Speaker, takes_of
from scenes.script.voice import SilentVoice
from tests.conftest import RenderPy
from tests.helpers.voices import Tones, shelf_of_tones, still, tone, write_wav

TINY_WORDS = {"tiny.disc": "A disc goes round, and round.", "tiny.square": "A square comes.",
              "tiny.end_card": "A disc goes round."}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the takes stand."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "voice"))
    for module in ("production.voice.engine",):
        monkeypatch.setattr(f"{module}.engine_named", lambda name, language, lexicon: Tones())
    return tmp_path / "voice"


def spoil(folder: Path) -> None:
    """Let one take be another file than its index says."""
    (folder / "en" / "patient" / "tiny.square.opus").write_bytes(b"another")


def test_takes_that_are_missing_or_stale_are_made_and_no_others(render_py: RenderPy, folder: Path) -> None:
    assert "3 takes: 0 current, 0 stale, 3 missing" in render_py(
        "voice", "tiny", "--audience", "patient", "--status").output
    assert render_py("voice", "tiny").output.endswith("6 takes: 6 current, 0 stale, 0 missing, 0 heard; 0.2 minutes\n")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.opus")}
    spoil(folder)
    assert "1 stale" in render_py("voice", "tiny", "--status").output
    assert render_py("voice", "tiny").exit_code == 0
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*.opus")}
    assert {path.name for path in before if before[path] != after[path]} == {"tiny.square.opus"}


def test_with_all_current_no_engine_is_asked(
    render_py: RenderPy, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf_of_tones(folder)
    monkeypatch.setattr("production.voice.engine.engine_named", None)
    assert "6 current" in render_py("voice", "tiny").output


def test_what_was_read_is_kept_when_the_rest_cannot_be(
    render_py: RenderPy, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hoarse(Tones):
        def say(self, words, audience):  # type: ignore[no-untyped-def]
            if words == ["A", "square", "comes."]:
                raise MemoryError
            return super().say(words, audience)

    monkeypatch.setattr("production.voice.engine.engine_named", lambda *_: Hoarse())
    assert render_py("voice", "tiny", "--audience", "patient").exit_code == 1
    assert list(takes_of("en", folder)) == ["patient/tiny.disc"]


def test_an_engine_that_is_not_installed_or_unknown_is_told_on_one_line(
    render_py: RenderPy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "voice"))
    monkeypatch.setattr("production.voice.engine.ENGINES", {"kokoro": "production.voice.kokoro:Kokoro",
                                                            "gone": "tests.helpers.no_engine:Gone"})
    found = render_py("voice", "tiny", "--engine", "kokorro")
    assert (found.exit_code, "Did you mean 'kokoro'" in found.output) == (2, True)
    found = render_py("voice", "tiny", "--engine", "gone")
    assert found.exit_code == 1
    assert "`make voice` installs it" in found.output


def test_the_texts_to_be_read_are_written_and_their_recordings_taken(
    render_py: RenderPy, folder: Path, tmp_path: Path
) -> None:
    texts = tmp_path / "studio"
    assert render_py("voice", "tiny", "--audience", "patient", "--texts", str(texts)).exit_code == 0
    assert {path.stem: path.read_text("utf-8").strip() for path in texts.iterdir()} == TINY_WORDS
    for name, words in TINY_WORDS.items():
        spoken = [part for _ in words.split() for part in (tone(0.35), still(0.1))]
        write_wav(texts / f"{name}.wav", np.concatenate([still(0.5), *spoken, still(0.5)]), RATE)
    write_wav(texts / "tiny.square.wav", np.ones(RATE, np.float32))
    found = render_py("voice", "tiny", "--audience", "patient", "--import", str(texts), "--by", "Ada Example")
    assert found.exit_code == 1
    assert "refused: tiny.square.wav: it is clipped" in found.output
    assert "2 taken, 1 refused" in found.output
    takes = takes_of("en", folder)
    assert {*takes} == {"patient/tiny.disc", "patient/tiny.end_card"}
    assert takes["patient/tiny.disc"].speaker.name == "Ada Example"
    assert not takes["patient/tiny.disc"].speaker.synthetic


def test_what_a_person_has_read_is_not_replaced_by_a_machine(render_py: RenderPy, folder: Path) -> None:
    shelf = shelf_of_tones(folder)
    key = "patient/tiny.disc"
    shelf.takes[key] = replace(shelf.takes[key], speaker=Speaker("Ada", False), text="An older sentence of six words.")
    shelf.settle()
    found = render_py("voice", "tiny")
    assert "was read by Ada: bring a new recording" in found.output
    assert takes_of("en", folder)[key].speaker.name == "Ada"


def test_who_has_listened_is_noted(render_py: RenderPy, folder: Path) -> None:
    shelf_of_tones(folder)
    found = render_py("voice", "--heard", "tiny.disc", "--audience", "patient", "--by", "Dr. Example")
    assert found.output == "heard: patient/tiny.disc\n"
    assert "heard (Dr. Example)" in render_py("voice", "tiny", "--status").output
    assert "1 heard" in render_py("voice", "tiny", "--status").output
    assert render_py("voice", "--heard", "tiny.disk").exit_code == 2


@pytest.mark.parametrize(
    "words",
    [("--status", "--heard", "x"), ("--import", "."), ("--import", ".", "--by", "A"), ("--texts", "t"),
     ("--by", "x" * 61), ("--by", "a\nb"), ("--language", "xx"), ("--audience", "nobody"), ("tinny",),
     ("--import", "nowhere")],
)
def test_what_cannot_be_meant_is_a_mistake_of_usage(render_py: RenderPy, folder: Path, words: tuple[str, ...]) -> None:
    found = render_py("voice", *words)
    assert found.exit_code == 2
    assert "Traceback" not in found.output


# --- films that are read ------------------------------------------------------------------------------


def test_hd_refuses_a_beat_without_a_take_and_draft_says_that_it_is_silent(render_py: RenderPy, folder: Path) -> None:
    shelf = shelf_of_tones(folder)
    shelf.drop(["patient/tiny.square"])
    shelf.settle()
    found = render_py("clips", "tiny", "--dry-run")
    assert found.exit_code == 1
    assert found.output.splitlines() == [
        "render.py: no take says what the script says now in tiny.square (patient): `make voice` reads them, "
        "`--quality draft` estimates them, `--voice silent` does without"
    ]
    found = render_py("clips", "tiny", "--dry-run", "--quality", "draft")
    assert found.exit_code == 0
    assert "tiny.square (patient): silent here, their times are estimated" in found.output
    assert "tiny.square" not in render_py("clips", "tiny", "--dry-run", "--voice", "silent").output
    assert render_py("clips", "tiny", "--dry-run", "--beat", "disc").exit_code == 0


def test_the_narrator_reads_wherever_there_are_takes_and_is_refused_by_name_where_there_are_none(
    render_py: RenderPy, folder: Path
) -> None:
    silent = render_py("list").output
    assert render_py("list", "--voice", "silent").output == silent
    found = render_py("list", "--voice", "narrator")
    assert (found.exit_code, "there is no take in 'en'" in found.output) == (1, True)
    assert render_py("list", "--voice", "narrater").exit_code == 2
    shelf = shelf_of_tones(folder)
    shelf.takes["patient/tiny.disc"] = replace(shelf.takes["patient/tiny.disc"], seconds=9.0)
    shelf.settle()
    assert render_py("list").output == render_py("list", "--voice", "narrator").output != silent
    assert render_py("list", "--voice", "silent").output == silent


def test_a_language_that_nobody_reads_is_captioned_in_the_picture_unless_asked_otherwise(folder: Path) -> None:
    shelf_of_tones(folder)
    assert [captions_for(None, "en"), captions_for(None, "ar")] == ["beside", "picture"]
    assert [captions_for("picture", "en"), captions_for("beside", "ar")] == ["picture", "beside"]
    assert isinstance(voice_for(None, "ar"), SilentVoice)
