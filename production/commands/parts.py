"""What is drawn once more for a pack of stills: pictures without words, and SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from production.commands.narration import voice_for
from scenes import running_order
from scenes.script.errors import FilmError
from scenes.script.request import QUALITIES, Quality, Request

if TYPE_CHECKING:
    from production.deliver.finished import Finished
    from production.deliver.stills_pack import Part
    from scenes.script.entry import Entry


def drawer(films: Path) -> Callable[[Finished], Sequence[Part]]:
    """Who draws the ends of a finished clip's beats once more; it is to be the clip that would be made now.

    Parameters
    ----------
    films
        Where the finished films are.
    """
    from production.deliver.stills_pack import Part
    from production.stills.parts import parts_of

    def draw(one: Finished) -> list[Part]:
        parts = []
        for each in parts_of(*_asked(one, films)):
            bare = BytesIO()
            each.bare.save(bare, "PNG")
            parts.append(Part(each.beat, bare.getvalue(), each.svg.text, each.bare_svg.text, each.svg.lost))
        return parts

    return draw


def _asked(one: Finished, films: Path) -> tuple[Entry, Request]:
    """The clip and the request that a finished clip was made from; `FilmError` if it would be another one now."""
    from production.plan.jobs import Job
    from production.store import manifest
    from production.store.files import folder_for

    entry = next((entry for entry in running_order.RUNNING_ORDER if entry.name == one.name), None)
    quality = QUALITIES.get(one.quality, Quality(one.quality, min(one.pixels), QUALITIES["draft"].fps))
    for voice in (None, "silent") if entry else ():
        request = Request(one.language, one.audience, one.shape, quality, voice_for(voice, one.language))
        assert entry
        if manifest.up_to_date(folder_for(films, request), one.name, Job(entry, request).score.key):
            return entry, request
    raise FilmError(f"{one.movie.path}: would look or sound otherwise by now, and its stills are drawn anew: make it "
                    f"again with `render.py clips {one.name}`, or leave them out with --no-parts")
