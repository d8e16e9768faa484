"""Fit: the finished files play everywhere, start and end together, and show a poster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from production.check.finding import Problem
from production.check.limits import (
    KEY_FRAMES,
    LENGTHS,
    LOOP_SEAM,
    POSTER_ONE_COLOR,
    POSTER_SPREAD,
)
from production.check.looking.movie_file import MovieFile, first_and_last, read_movie
from production.check.looking.shown_clip import ShownClip
from production.check.reading.told_clip import ToldClip
from production.check.rule import picture_rule, story_rule
from production.plan.form import VideoForm
from production.store.files import folder_for
from scenes.script.errors import FilmError
from scenes.script.language.codes import three_letters

#: H.264 level (times ten) that players of a size must cope with, by pixels on the short side.
_LEVELS: Final = ((1080, 40), (2160, 51))
_BT709_LIMITED: Final = (1, 1, 1, 1)


@story_rule("movie", "Fit", "H.264 High, BT.709 tagged, closed 2 s groups, faststart, AAC-LC 48 kHz")
def movie_plays_everywhere(told: ToldClip) -> Iterator[Problem]:
    """The MP4 has the one form that every player takes (the plan, until a file is made)."""
    if told.folder is None:
        faults = [*plan_faults(VideoForm.of(told.request))]
    else:
        try:
            movie = read_movie(told.folder / f"{told.name}.mp4")
        except FilmError as error:
            yield Problem(str(error), "Render the clip again.")
            return
        faults = [*movie_faults(movie, told.request.in_picture), *story_faults(movie, told)]
    for fault in faults:
        yield Problem(fault, "Render the clip again with the settings of production/draw/encoder.py.")


def plan_faults(form: VideoForm) -> Iterator[str]:
    """What would be wrong with a film of this form."""
    options = form.options()
    if options["profile"] != "high":
        yield f"profile {options['profile']}, High is asked"
    if round(10 * float(form.level)) > _most(form.width, form.height):
        yield f"level {form.level} at {form.width}×{form.height}"
    if form.width % 2 or form.height % 2:
        yield f"{form.width}×{form.height} is not even"
    if form.frames_a_group / form.fps > KEY_FRAMES.value:
        yield f"key pictures {form.frames_a_group / form.fps:.1f} s apart"


def _most(width: int, height: int) -> int:
    short = min(width, height)
    return next((level for side, level in _LEVELS if short <= side), _LEVELS[-1][1])


def movie_faults(movie: MovieFile, in_picture: bool = False) -> Iterator[str]:
    """What a player would stumble over."""
    video, audio = movie.track("video"), movie.track("audio")
    if video is None or (video.codec, video.profile) != ("h264", "High"):
        yield f"picture is {video and video.codec} {video and video.profile}, not H.264 High"
    if movie.pixels != "yuv420p":
        yield f"pixels are {movie.pixels}, not yuv420p"
    if movie.level > _most(movie.width, movie.height):
        yield f"level {movie.level / 10} at {movie.width}×{movie.height}"
    if movie.colors != _BT709_LIMITED:
        yield f"color tags are {movie.colors}, not BT.709 in limited range"
    if not movie.steady:
        yield "pictures do not all stand equally long"
    if movie.key_gap > KEY_FRAMES.value + LENGTHS.value:
        yield f"key pictures are {movie.key_gap:.2f} s apart, at most 2 s are asked"
    if audio is None or (audio.codec, audio.profile) != ("aac", "LC"):
        yield "there is no AAC-LC sound track"
    elif (movie.rate, movie.channels) != (48_000, 2):
        yield f"sound is {movie.rate} Hz with {movie.channels} channels, not 48 kHz stereo"
    captions = movie.track("subtitle")
    if in_picture:
        if captions is not None:
            yield "it has a caption track, and captions in the picture: players would show them twice"
    elif captions is None or captions.codec != "mov_text":
        yield "there is no mov_text caption track"
    elif captions.default:
        yield "captions are shown unasked"
    order = [box for box in movie.boxes if box in ("moov", "mdat")]
    if order[:1] != ["moov"]:
        yield "the index stands behind the pictures (no faststart)"
    if "elst" in movie.boxes:
        yield "it has an edit list"
    for tag in ("title", "comment", "creation_time"):
        if not movie.tags.get(tag):
            yield f"it has no {tag}"


def story_faults(movie: MovieFile, told: ToldClip) -> Iterator[str]:
    """Where a file does not tell this story."""
    titles = tuple(beat.title for beat in told.story.beats)
    if movie.chapters != titles:
        yield f"chapters are {', '.join(movie.chapters) or 'missing'}, not {', '.join(titles)}"
    for track in movie.tracks:
        if track.kind == "data":
            continue
        if track.language != three_letters(told.language):
            yield f"the {track.kind} track is in {track.language or 'no language'}"


@story_rule("length", "Fit", LENGTHS.source)
def tracks_are_equally_long(told: ToldClip) -> Iterator[Problem]:
    """Pictures, sound and captions begin together, and last as long as the story."""
    if told.folder is None:
        return
    try:
        movie = read_movie(told.folder / f"{told.name}.mp4")
    except FilmError:
        return
    for fault in length_faults(movie, told.story.duration if told.walked else None):
        yield Problem(fault, "Render the clip again.")


def length_faults(movie: MovieFile, seconds: float | None) -> Iterator[str]:
    """Where tracks of a file do not begin or end together; lengths in s."""
    dust = LENGTHS.value
    video = movie.track("video")
    if video is None:
        return
    for track in movie.tracks:
        if track.kind == "data":
            continue
        if abs(float(track.start)) > dust:
            yield f"the {track.kind} track begins at {float(track.start):.3f} s"
        if abs(float(track.seconds - video.seconds)) > dust:
            yield f"{track.kind} lasts {float(track.seconds):.3f} s, video {float(video.seconds):.3f} s"
    if seconds is not None and abs(float(video.seconds) - seconds) > 1 / float(movie.fps) + dust:
        yield f"the file lasts {float(video.seconds):.2f} s, the clip {seconds:.2f} s"


# --- poster and loop ----------------------------------------------------------------------------


def blankness(picture: np.ndarray) -> tuple[float, float]:
    """How little there is to see: spread of its brightness (0-255), share of its commonest color.

    Parameters
    ----------
    picture
        RGB, shape (height, width, 3), ``uint8``.
    """
    weights = np.array([0.2126, 0.7152, 0.0722])
    spread = float((picture[:, :, :3] @ weights).std())
    coarse = (picture[:, :, :3] >> 3).astype(np.uint32)
    codes = (coarse[:, :, 0] << 10) | (coarse[:, :, 1] << 5) | coarse[:, :, 2]
    return spread, float(np.bincount(codes.ravel()).max() / codes.size)


def is_blank(picture: np.ndarray) -> bool:
    """Whether a poster shows nothing."""
    spread, share = blankness(picture)
    return spread < POSTER_SPREAD.value or share > POSTER_ONE_COLOR.value


@picture_rule("poster", "Fit", POSTER_SPREAD.source)
def poster_shows_something(shown: ShownClip) -> Iterator[Problem]:
    """The poster is not blank."""
    told = shown.told
    file = told.folder / f"{told.name}.poster.png" if told.folder else None
    picture: np.ndarray | None = None
    if file is not None:
        if not file.exists():
            yield Problem(f"{file.name} is missing beside the film", "Render the clip again.")
            return
        picture = np.asarray(Image.open(file).convert("RGB"))
    else:
        ends = [f.picture for f in shown.ends if f.beat == shown.poster_beat]
        picture = ends[0] if ends else None
    if picture is None:
        yield Problem(
            f"the poster beat {shown.poster_beat!r} is not played", "Name a beat that is played."
        )
    elif is_blank(picture):
        spread, share = blankness(picture)
        yield Problem(
            f"the poster is blank: spread {spread:.1f} of 255, {share:.0%} in one color",
            "Choose a beat whose end sums the clip up.",
            shown.poster_beat,
        )


@story_rule("loop-seam", "Fit", LOOP_SEAM.source)
def loops_close(told: ToldClip) -> Iterator[Problem]:
    """A silent loop's last picture joins its first."""
    for file in loops(told):
        try:
            first, last = first_and_last(file)
        except Exception as error:
            yield Problem(f"{file.name} cannot be read: {error}", "Render the loop again.")
            continue
        seam = float(np.abs(first.astype(np.int16) - last).mean())
        if seam > LOOP_SEAM.value:
            yield Problem(
                f"{file.name}: its last picture differs from its first by {seam:.1f} of 255",
                "Let the loop end as it begins.",
            )


def loops(told: ToldClip) -> list[Path]:
    """The silent loops of a clip, if any were made."""
    if told.project.out is None:
        return []
    return sorted(folder_for(told.project.out, told.request, loops=True).glob(f"{told.clip}.loop*.mp4"))


RULES = (movie_plays_everywhere, tracks_are_equally_long, poster_shows_something, loops_close)
