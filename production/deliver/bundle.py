"""The finished files of a folder, verified: what sites, kiosks, slides and handouts are made from.

``read_bundle(Path("out"))`` reads every ``out/<language>/<audience>/<shape>/manifest.json``, and takes nothing on
trust: each file that it names must be there, with the SHA-256 that it names; the story in ``<clip>.story.json`` must
agree with the folder and with the film itself. Whoever delivers asks the `Bundle` and opens nothing else::

    bundle = read_bundle(Path("out"), today=date.today())
    clip = bundle.find("safety", "en", "patient", "landscape")   # a `Finished`, or None
    clip.movie.path, clip.captions, clip.beats, clip.facts, clip.review_by

Where a card or a menu shows a clip it shows `card_of` its name: the crop that the running order gives.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import av

from production.deliver.finished import File, Finished, finished
from production.store import manifest
from production.store.files import url_of
from scenes import running_order
from scenes.running_order import CUTS, Crop
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES, SHAPES
from scenes.script.toml_file import printable

#: What every finished clip has beside it.
NEEDED: Final = (
    "mp4", "vtt", "srt", "chapters.vtt", "transcript.html", "poster.png", "words.json", "story.json",
)
#: What a manifest may say of the length of a film, and what its file may say: they differ by less than this, s.
_NEAR: Final = 0.2
#: Signs that turn text without an end, so that what follows reads as something else; isolates end by themselves.
_TURNS: Final = re.compile("[\u202a-\u202e]")
_AGAIN: Final = "copy it again, or make it anew with `render.py film --with-clips`"


@dataclass(frozen=True)
class Bundle:
    """Finished clips and films: in story order, patients before students, landscape before other shapes."""

    all: tuple[Finished, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that something is there in, English first."""
        return tuple(sorted({one.language for one in self.all}, key=lambda code: (code != "en", code)))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the clips, in story order."""
        return tuple(dict.fromkeys(one.name for one in self.all if one.kind == "clip"))

    def find(self, name: str, language: str, audience: str, shape: str = "landscape") -> Finished | None:
        """A clip or film as it was asked for, if it is there."""
        wanted = (name, language, audience, shape)
        return next((o for o in self.all if (o.name, o.language, o.audience, o.shape) == wanted), None)

    def shapes(self, name: str, language: str, audience: str) -> tuple[Finished, ...]:
        """A clip or film in all its shapes."""
        return tuple(o for o in self.all if (o.name, o.language, o.audience) == (name, language, audience))

    def films(self, language: str, audience: str, shape: str = "landscape") -> tuple[Finished, ...]:
        """The films, the whole film first."""
        asked = (language, audience, shape)
        return tuple(o for o in self.all if o.kind == "film" and (o.language, o.audience, o.shape) == asked)


def card_of(name: str) -> Crop:
    """The part of a clip's picture that cards and menus show."""
    return running_order.CROPS.get(name, Crop())


def read_bundle(out: Path, *, today: date | None = None) -> Bundle:
    """All finished clips and films below a folder.

    Parameters
    ----------
    today
        Facts that were due again before this day are refused; None takes them.

    Raises
    ------
    FilmError
        Nothing is there, or something is not what its manifest says: one line that names file and way out.
    """
    folders = sorted(path.parent for path in out.glob(f"*/*/*/{manifest.NAME}"))
    if not folders:
        raise FilmError(f"{out} holds no finished films: make them with `render.py film --with-clips`, or name "
                        "their folder")
    found = [one for folder in folders for one in read_folder(folder)]
    if not found:
        raise FilmError(f"{out}: its manifests name no film: make them with `render.py film --with-clips`")
    if today is not None:
        _refuse_past(found, today)
    order = {name: place for place, name in enumerate((
        *(cut.name for cut in CUTS), *(entry.name for entry in running_order.RUNNING_ORDER),
    ))}
    found.sort(key=lambda one: (
        one.language, AUDIENCES.index(one.audience), SHAPES.index(one.shape), order.get(one.name, len(order)), one.name,
    ))
    return Bundle(tuple(found))


def read_folder(folder: Path) -> tuple[Finished, ...]:
    """The finished clips and films of one folder, in order of name.

    Raises
    ------
    FilmError
        The manifest lies, or a file is missing, cut short or another one.
    """
    entries = _entries(folder / manifest.NAME)
    return tuple(_finished(folder, name, entry) for name, entry in entries.items())


def _entries(file: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["form"] != 1:
            raise FilmError(f"{file}: was written by another version of this film; make the films anew")
        return {str(name): entry for name, entry in told["clips"].items()}
    except FilmError:
        raise
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise FilmError(f"{file}: is no manifest of finished films ({_said(error)}); {_AGAIN}") from error


def _finished(folder: Path, name: str, entry: Mapping[str, Any]) -> Finished:
    files = _files(folder, name, entry)
    story = files["story.json"].path
    try:
        told = json.loads(story.read_text(encoding="utf-8"))
        words = json.loads(files["words.json"].path.read_text(encoding="utf-8"))
        one = finished(told, words, files, name)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise FilmError(f"{story}: does not tell what a story tells ({_said(error)}); {_AGAIN}") from error
    if turned := _TURNS.search(json.dumps(told, ensure_ascii=False)):
        raise FilmError(f"{story}: holds the sign U+{ord(turned[0]):04X}, which would turn the text of pages around "
                        "it: take it out of the script, and make the films anew")
    for problem in _lies(folder, entry, one):
        raise FilmError(f"{folder / manifest.NAME}: {name}: {problem}; {_AGAIN}")
    return one


def _files(folder: Path, name: str, entry: Mapping[str, Any]) -> dict[str, File]:
    where = f"{folder / manifest.NAME}: {printable(name)}"
    try:
        known: Mapping[str, Any] = dict(entry["files"])
    except (LookupError, TypeError, ValueError) as error:
        raise FilmError(f"{where}: names no files; {_AGAIN}") from error
    files: dict[str, File] = {}
    for file, sha256 in known.items():
        if file != Path(file).name or "\\" in file or not file.startswith(f"{name}.") or not name.isidentifier():
            raise FilmError(f"{where}: '{printable(file)}' is no file of this clip; {_AGAIN}")
        path = folder / file
        if path.is_symlink() or not path.is_file():
            raise FilmError(f"{path}: is missing; {_AGAIN}")
        if manifest.hash_of(path) != sha256:
            raise FilmError(f"{path}: is not the file that was made (its SHA-256 differs: changed, cut short or "
                            f"another one); {_AGAIN}")
        files[file.removeprefix(f"{name}.")] = File(path, sha256, path.stat().st_size)
    for suffix in NEEDED:
        if suffix not in files:
            raise FilmError(f"{where}: {name}.{suffix} is not in it; {_AGAIN}")
    return files


def _lies(folder: Path, entry: Mapping[str, Any], one: Finished) -> Iterable[str]:
    """What manifest, story, folder and film do not agree on."""
    language, audience, shape = folder.parts[-3:]
    for what, says, place in (
        ("language", one.language, language), ("audience", one.audience, audience), ("shape", one.shape, shape),
    ):
        if says != place:
            yield f"its {what} is '{printable(says)}', but it lies in a folder of '{place}'"
    if one.audience not in AUDIENCES or one.shape not in SHAPES or one.kind not in ("clip", "film"):
        yield "nobody asked for it"
    for key, day in (("facts_review_by", one.review_by), ("facts_checked", one.checked)):
        if entry.get(key) != day.isoformat():
            yield f"{key} is {printable(str(entry.get(key)))} here and {day.isoformat()} in its story"
    try:
        with av.open(url_of(one.movie.path)) as movie:
            stream = movie.streams.video[0]
            size, seconds = (stream.width, stream.height), float((stream.duration or 0) * (stream.time_base or 0))
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise FilmError(f"{one.movie.path}: cannot be played ({_said(error)}); {_AGAIN}") from error
    if size != one.pixels:
        yield f"its picture has {size[0]} by {size[1]} pixels, not {one.pixels[0]} by {one.pixels[1]}"
    for length in (entry.get("seconds"), one.seconds):
        if not isinstance(length, int | float) or abs(length - seconds) > _NEAR:
            yield f"its film lasts {seconds:.1f} s, not {printable(str(length))}"


def _refuse_past(found: Iterable[Finished], today: date) -> None:
    for one in found:
        if one.review_by < today:
            raise FilmError(
                f"{one.files['story.json'].path}: its facts were to be looked at again by {one.review_by}: check "
                "them, change the ledger (assets/facts.toml), and make the films anew"
            )


def _said(error: Exception) -> str:
    """What an error says, on one line."""
    return printable(" ".join(f"{type(error).__name__}: {error}".split()))[:120]
