"""Finished loops for one kind of screen: as its players take them, with a long loop, playlists and checksums.

Nothing is drawn or encoded here: encoded pictures go from file to file as they are.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from production.deliver.copied import copy, opened
from production.deliver.finished import File
from production.deliver.playlists import as_m3u8, as_xspf
from production.deliver.screens import Screen
from production.deliver.withdrawn import LIST, read_withdrawn
from production.store import manifest
from production.store.files import delivered
from scenes import running_order
from scenes.script.errors import FilmError

#: What the list of checksums is called; from it one sees what an earlier delivery left.
SUMS: Final = "SHA256.TXT"
#: What the loop of all clips is called.
ALL: Final = "all"
_MEGA: Final = 1_000_000
#: Letters of a clip's name in a short name, behind its number.
_SHORT: Final = 5


@dataclass(frozen=True)
class FinishedLoop:
    """A loop whose files are those that its manifest names.

    Attributes
    ----------
    name
        Of the clip, or `ALL`.
    clips
        Names of all clips in it.
    """

    name: str
    movie: File
    captions: Path
    title: str
    seconds: float
    clips: frozenset[str]


def finished_loops(folder: Path, names: Sequence[str], turned: int, today: date) -> list[FinishedLoop]:
    """The loops of these clips in a folder, and that of all of them, if there is one.

    Raises
    ------
    FilmError
        One is missing, is not what the manifest says, or rests on facts that are due for review.
    """
    known = manifest.read(folder)
    return [finished_loop(folder, known, name, turned, today) for name in [*names, *([ALL] if len(names) > 1 else [])]]


def finished_loop(folder: Path, known: Mapping[str, Any], name: str, turned: int, today: date) -> FinishedLoop:
    """One of the loops that the manifest of a folder knows; `FilmError` as in `finished_loops`."""
    called = f"{name}.loop.turned{turned}" if turned else f"{name}.loop"
    entry, movie, captions = known.get(called), folder / f"{called}.mp4", folder / f"{called}.srt"
    lies = f"{movie} is not what {manifest.NAME} beside it says: make the loop again"
    try:
        if entry is None or any(manifest.hash_of(f) != entry["files"][f.name] for f in (movie, captions)):
            raise FilmError(lies)
        due = date.fromisoformat(entry["facts_review_by"])
        if due < today:
            raise FilmError(f"{movie.name}: its facts were due for review on {due}: check them, then render again")
        file = File(movie, entry["files"][movie.name], movie.stat().st_size)
        clips = frozenset(beat.partition(".")[0] for beat in entry["beats"])
        return FinishedLoop(name, file, captions, _title(movie), float(entry["seconds"]), clips)
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise FilmError(lies) from error


def refuse_withdrawn(loops: Sequence[FinishedLoop], withdrawn: Path) -> None:
    """`FilmError` if a clip in one of these was withdrawn."""
    shown = frozenset().union(*(loop.clips for loop in loops))
    known = {*shown, *(clip.name for clip in running_order.RUNNING_ORDER), *(cut.name for cut in running_order.CUTS)}
    gone = read_withdrawn(known, withdrawn)
    for name in sorted(gone.keys() & shown):
        raise FilmError(f"{name} was withdrawn on {gone[name].on}: {gone[name].reason}")


def deliver(
    names: Sequence[str], folder: Path, screen: Screen, turned: int = 0, minutes: float | None = None,
    today: date | None = None, withdrawn: Path = LIST,
) -> Path:
    """Put the loops of a folder, for one kind of screen, into a folder below it; where that is.

    Raises
    ------
    FilmError
        A loop is not as it should be, was withdrawn, or is not as the screen takes it.
    """
    loops = finished_loops(folder, names, turned, today or date.today())
    refuse_withdrawn(loops, withdrawn)
    clips = [loop for loop in loops if loop.name != ALL]
    for loop in loops:
        for fault in faults(loop.movie.path, screen):
            raise FilmError(f"{loop.movie.path.name} is not for {screen.name}: {fault}")
    target = folder / (f"{screen.name}-turned{turned}" if turned else screen.name)
    stems = {loop: _stem(loop.name, number, screen) for number, loop in enumerate(clips, 1)}
    mp4, m3u8, xspf = (ending.upper() if screen.names == "short" else ending for ending in ("mp4", "m3u8", "xspf"))
    length = screen.minutes if minutes is None else minutes
    with delivered(target) as making:
        for loop, stem in stems.items():
            copy([loop.movie.path], making / f"{stem}.{mp4}", screen.sound)
            if screen.srt == "beside":
                shutil.copyfile(loop.captions, making / f"{stem}.srt")
        if length:
            whole = loops[-1]
            rounds = max(1, round(60 * length / whole.seconds))
            copy([whole.movie.path] * rounds, making / f"{_long(screen)}.{mp4}", screen.sound)
        playlist = [(f"{stem}.{mp4}", loop.title, loop.seconds) for loop, stem in stems.items()]
        list_name = "LOOP" if screen.names == "short" else "loop"
        (making / f"{list_name}.{m3u8}").write_text(as_m3u8(playlist), encoding="utf-8", newline="\n")
        (making / f"{list_name}.{xspf}").write_text(as_xspf(playlist), encoding="utf-8", newline="\n")
        for file in making.iterdir():
            if file.stat().st_size > screen.largest * _MEGA:
                raise FilmError(f"{file.name} has {file.stat().st_size / _MEGA:.0f} MB, {screen.name} takes "
                                f"{screen.largest:.0f} at most: ask for fewer --minutes")
        sums = manifest.hashes_of(making)
        lines = "".join(f"{sha}  {name}\n" for name, sha in sums.items())
        (making / SUMS).write_text(lines, encoding="utf-8", newline="\n")
        left = _named_in(target / SUMS) - sums.keys()
    for name in left:  # what an earlier delivery put there would be played as well
        (target / name).unlink(missing_ok=True)
    if screen.srt == "apart":
        with delivered(target / "captions") as making:
            for loop, stem in stems.items():
                shutil.copyfile(loop.captions, making / f"{stem}.srt")
    return target


def _stem(name: str, number: int, screen: Screen) -> str:
    if screen.names == "short":
        return f"{number:02}_{name[:_SHORT].upper()}"
    return f"{number:02}_{name}"


def _long(screen: Screen) -> str:
    return "LONG" if screen.names == "short" else "long"


def _named_in(sums: Path) -> set[str]:
    """The files that an earlier list of checksums names, in its own folder."""
    try:
        lines = sums.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return set()
    return {name for line in lines if (name := line.partition("  ")[2]) and Path(name).name == name}


# --- what a screen takes ------------------------------------------------------------------------


def faults(movie: Path, screen: Screen) -> Iterator[str]:
    """What of a film a screen may not play."""
    with opened(movie) as container:
        video = container.streams.video[0]
        width, height = video.codec_context.width, video.codec_context.height
        if max(width, height) > max(screen.widest) or min(width, height) > min(screen.widest):
            yield f"{width}×{height} pixels, at most {screen.widest[0]}×{screen.widest[1]}"
        level = video.codec_context.level / 10
        if level > screen.level:
            yield f"H.264 level {level}, at most {screen.level}"
        if (rate := _fastest(container)) > screen.rate:
            yield f"{rate:.1f} Mbit in a second, at most {screen.rate:g}"


def _fastest(container: Any) -> float:
    """The most that any second of the pictures takes, Mbit."""
    sizes: dict[int, int] = {}
    for packet in container.demux(video=0):
        if packet.pts is not None:
            second = int(packet.pts * packet.time_base)
            sizes[second] = sizes.get(second, 0) + packet.size
    return max(sizes.values(), default=0) * 8 / _MEGA


def _title(movie: Path) -> str:
    with opened(movie) as container:
        return str(container.metadata.get("title", ""))
