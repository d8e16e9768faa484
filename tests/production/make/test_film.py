"""A whole film on disk: its parts as they were drawn, one after the other, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest

from production.make.film_story import FilmPart, parts_of, shown_beats
from production.make.outcome import Outcome
from production.plan.jobs import Job
from production.store.files import folder_for
from scenes.running_order import CLOSING, OPENING
from scenes.script.joins import Dissolve, frames_of
from scenes.script.request import Request
from tests.clips.tiny import FOLLOWING, TINY
from tests.conftest import SMALL, RenderPy, contents, made
from tests.helpers.drawn import account_of
from tests.helpers.tiny_film import make_film

pytestmark = pytest.mark.xdist_group("film")  # they share one film
REQUEST = Request(quality=SMALL)

@pytest.fixture(scope="module")
def out(film_folder: Path) -> Path:
    return film_folder


@pytest.fixture(scope="module")
def parts() -> tuple[FilmPart, ...]:
    told = replace(REQUEST, film=("outlook",))
    entries = (OPENING, TINY, FOLLOWING, CLOSING)
    requests = (told, REQUEST, REQUEST, told)
    return parts_of([(e, account_of(e, r)) for e, r in zip(entries, requests, strict=True)], SMALL.fps)


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(p) for p in container.demux(video=0) if p.size]


def chapters(path: Path) -> list[Any]:
    with av.open(str(path)) as container:
        return list(container.chapters())


def movie(out: Path) -> Path:
    return folder_for(out, REQUEST) / "both.mp4"


def test_the_film_is_as_long_as_its_parts(out: Path, parts: tuple[FilmPart, ...]) -> None:
    joins = 3 * frames_of(Dissolve(), SMALL.fps)
    assert len(packets(movie(out))) == sum(part.frames for part in parts) + joins


def test_chapters_open_at_each_clips_first_picture(out: Path, parts: tuple[FilmPart, ...]) -> None:
    found = chapters(movie(out))
    starts = [float(c["start"] * c["time_base"]) for c in found]
    assert starts == pytest.approx([part.start / SMALL.fps for part in parts], abs=1e-4)
    assert [c["metadata"]["title"] for c in found] == [part.heading for part in parts]


def test_nothing_of_a_clip_is_encoded_again(out: Path, parts: tuple[FilmPart, ...], tmp_path: Path) -> None:
    (outcome,) = made([TINY], tmp_path / "alone", request=REQUEST)
    assert outcome.path is not None
    alone, whole, part = packets(outcome.path), packets(movie(out)), parts[1]
    assert whole[part.start : part.start + part.frames] == alone[: part.frames]


def test_one_caption_file_and_one_transcript_hold_all_that_is_said(out: Path, parts: tuple[FilmPart, ...]) -> None:
    folder = folder_for(out, REQUEST)
    captions = " ".join((folder / "both.srt").read_text(encoding="utf-8").split())
    page = (folder / "both.transcript.html").read_text(encoding="utf-8")
    ids = re.findall(r'<h\d id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for part in parts:
        for beat in shown_beats(part.entry, part.account):
            assert beat.narration_start + part.start / SMALL.fps <= part.seconds[1]
            assert beat.speech.text.split()[0] in captions
        assert part.heading in page
        for source in part.account.story.sources:
            assert f'id="source-{source.number}"' in page


def test_a_film_that_is_up_to_date_is_left_alone(out: Path) -> None:
    before = contents(folder_for(out, REQUEST))
    assert make_film(out, REQUEST).kept
    assert contents(folder_for(out, REQUEST)) == before


def test_an_unknown_film_or_clip_is_a_usage_error_that_says_what_there_is(render_py: RenderPy) -> None:
    for words, known in ((("--cut", "patient"), "patients"), (("--clips", "tinny"), "tiny")):
        result = render_py("film", *words)
        assert result.exit_code == 2
        assert known in result.output
        assert not Path("out").exists()


@pytest.mark.parametrize("error", [None, ValueError("no film")])
def test_a_film_with_clips_makes_them_as_well_also_where_the_film_fails(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    asked: list[str] = []

    def outcomes(jobs: Sequence[Job], error: Exception | None = None) -> tuple[Outcome, ...]:
        asked.extend(job.title for job in jobs)
        return tuple(Outcome(job, 0.0, error=error, kept=True, path=Path(job.name)) for job in jobs)

    monkeypatch.setattr(
        "production.make.film.make_films", lambda films, *_, **__: outcomes([film.job for film in films], error)
    )
    monkeypatch.setattr("production.make.batch.make_all", lambda jobs, *_, **__: outcomes(jobs))
    render_py("film", "--clips", "tiny", "-j0")
    assert asked == ["selection  en patient landscape"]
    asked.clear()
    result = render_py(
        "film", "--clips", "tiny,long", "--with-clips", "--audience", "student", "--shape", "square", "-j0"
    )
    assert asked == [f"{name}  en student square" for name in ("selection", "tiny", "long")]
    assert result.exit_code == (1 if error else 0)
