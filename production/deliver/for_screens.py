"""What a site offers for screens besides its films: finished loops, and a kiosk as one ZIP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from production.deliver.bundle import Bundle
from production.deliver.finished import File, Finished
from production.deliver.loops import ALL, FinishedLoop, finished_loop, refuse_withdrawn
from production.deliver.withdrawn import LIST
from production.store import manifest
from scenes import running_order
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES, SHAPES, TURNS

#: What manifests call loops.
_CALLED: Final = re.compile(rf"(\w+)\.loop(?:\.turned({'|'.join(map(str, TURNS))}))?")
#: In a beat of a loop's story and of its film's these are the same, or the loop tells of an older film.
_SAME: Final = ("said", "seen", "facts", "sources")


@dataclass(frozen=True)
class ScreenLoop:
    """A finished loop, and how it was asked for.

    Attributes
    ----------
    turned
        By how many degrees its picture is turned.
    """

    loop: FinishedLoop
    language: str
    audience: str
    shape: str
    turned: int

    @property
    def path(self) -> str:
        """Where it stands on a site."""
        return f"loops/{self.language}/{self.audience}/{self.shape}/{self.loop.movie.path.name}"


@dataclass(frozen=True)
class ForScreens:
    """Loops, and the kiosk as one file, where there is one."""

    loops: Sequence[ScreenLoop] = ()
    kiosk: File | None = None

    def files(self) -> dict[str, File]:
        """All of them by path on a site."""
        return {one.path: one.loop.movie for one in self.loops} | ({KIOSK: self.kiosk} if self.kiosk else {})


#: Where the kiosk stands on a site.
KIOSK: Final = "kiosk.zip"


def loops_in(folder: Path, bundle: Bundle, today: date, withdrawn: Path = LIST) -> tuple[ScreenLoop, ...]:
    """The finished loops below a folder in the languages of a bundle: those of all clips in turn first.

    Raises
    ------
    FilmError
        There are none; or one is not what its manifest says, tells what its film no longer tells, rests on facts that
        are due for review, or shows a clip that was withdrawn.
    """
    order = [ALL, *(entry.name for entry in running_order.RUNNING_ORDER)]
    found: list[ScreenLoop] = []
    for code in bundle.languages:
        for place in (folder / code / audience / shape / "loops" for audience in AUDIENCES for shape in SHAPES):
            if (place / manifest.NAME).exists():
                found += sorted(_there(place, bundle, today), key=lambda one: (
                    one.turned, order.index(one.loop.name) if one.loop.name in order else len(order)))
    if not found:
        raise FilmError(f"{folder} holds no finished loops in {', '.join(bundle.languages)}: make them with `render.py "
                        "loops`, and name the folder that was its --out")
    refuse_withdrawn([one.loop for one in found], withdrawn)
    return tuple(found)


def _there(place: Path, bundle: Bundle, today: date) -> Iterator[ScreenLoop]:
    """The loops of one folder."""
    language, audience, shape = place.parts[-4:-1]
    known = manifest.read(place)
    if not known:
        raise FilmError(f"{place / manifest.NAME} names no loop: make the loops again")
    for called in known:
        form = _CALLED.fullmatch(called)
        if form is None:
            raise FilmError(f"{place / manifest.NAME}: {called!r} is no loop: make the loops again")
        loop = finished_loop(place, known, form[1], int(form[2] or 0), today)
        for clip in loop.clips:
            film = next(iter(bundle.shapes(clip, language, audience)), None)
            if film:
                _refuse_another(place / f"{called}.story.json", known[called], film)
        yield ScreenLoop(loop, language, audience, shape, int(form[2] or 0))


def _refuse_another(story: Path, entry: dict[str, dict[str, str]], film: Finished) -> None:
    """`FilmError` if a loop tells of a clip what its film does not tell."""
    told = {beat.name: tuple(getattr(beat, key) for key in _SAME) for beat in film.beats}
    try:
        if manifest.hash_of(story) != entry["files"][story.name]:
            raise ValueError
        for beat in json.loads(story.read_text(encoding="utf-8"))["beats"]:
            ours = tuple(tuple(beat[key]) if isinstance(beat[key], list) else beat[key] for key in _SAME)
            if beat["clip"] == film.name and told.get(beat["name"]) != ours:
                raise FilmError(f"{story.parent}: the loop of {film.name} tells in “{beat['name']}” what its film "
                                "does not tell: make films and loops again")
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise FilmError(f"{story} is not what {manifest.NAME} beside it says: make the loop again") from error
