"""Which finished clips a lesson is made of, their pictures, and their words made fit for files of any kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PIL import Image

from production.deliver.bundle import Bundle
from production.deliver.finished import Beat, Finished
from production.deliver.pictures import frame_at
from production.deliver.withdrawn import LIST, Withdrawn, read_withdrawn
from scenes.script.errors import FilmError
from scenes.script.script import END_CARD
from scenes.script.toml_file import no_such

#: What neither XML nor UTF-8 may hold.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: The last picture of a beat is asked for so long before its end (s): more than one frame of a draft.
_BEFORE_END: Final = 0.1


def choose(
    bundle: Bundle, names: Sequence[str], language: str, audience: str, shape: str = "", withdrawn: Path | None = None,
    kind: str = "clip",
) -> tuple[Finished, ...]:
    """The clips of these names, or all, in story order; each in the first of its shapes where none is named.

    Parameters
    ----------
    kind
        ``clip`` or ``film``.

    Raises
    ------
    FilmError
        One is not there in this language, for this audience, in this shape; or it is withdrawn.
    """
    there: dict[str, Finished] = {}
    for one in bundle.all:
        if (one.kind, one.language, one.audience, shape or one.shape) == (kind, language, audience, one.shape):
            there.setdefault(one.name, one)
    where = "/".join(filter(None, (language, audience, shape)))
    if not there:
        command = "clips" if kind == "clip" else kind
        raise FilmError(f"there are no finished {kind}s of {where}: make them with `render.py {command}`")
    for name in names:
        if name not in there:
            raise FilmError(f"{no_such(kind, name, there)} (finished, of {where})")
    gone = withdrawn_of(bundle, withdrawn)
    found = tuple(one for one in there.values() if not names or one.name in names)
    for one in found:
        if one.name in gone:
            raise FilmError(f"{one.name} was withdrawn on {gone[one.name].on}: {fit(gone[one.name].reason)} "
                            "Name the clips that you want instead")
    return found


def withdrawn_of(bundle: Bundle, file: Path | None = None) -> dict[str, Withdrawn]:
    """The films of a bundle that are withdrawn, by name."""
    return read_withdrawn({one.name for one in bundle.all}, file or LIST)


def told_beats(one: Finished) -> tuple[Beat, ...]:
    """The beats of a clip without its end card."""
    return tuple(beat for beat in one.beats if beat.name != END_CARD)


def stills(one: Finished) -> Iterator[tuple[Beat, Image.Image]]:
    """Each beat with the picture that stands at its end, as large as the film is."""
    for beat in told_beats(one):
        yield beat, frame_at(one, max(beat.start, beat.end - _BEFORE_END))


def marks_of(one: Finished, beat: Beat) -> tuple[str, ...]:
    """What a beat's picture changes, in words."""
    facts = [one.facts[id] for id in beat.facts]
    return tuple(dict.fromkeys(mark for fact in facts for mark in (fact.simplified, fact.illustration) if mark))


def fit(text: str) -> str:
    """A text without what no file of words may hold; a sign that cannot be written is shown as one that is missing."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the sign that ends it."""
    return re.findall(r"\S.*?(?:[.?!؟](?=\s|$)|[。？！])|\S.+$", text)
