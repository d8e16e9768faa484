"""Every actor by itself: at the scale of its row, turned, and made with other parameters."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

import numpy as np
from manim import Camera, VMobject

from production.draw.picture import image
from production.draw.walk import stage_for
from production.stills import cast_sheet
from production.stills.cast_sheet import Exhibit, Row
from scenes.script.facts import Ledger, load_ledger
from scenes.script.language.numbers import ENGLISH
from scenes.script.mistakes import line_of
from scenes.script.request import Request
from scenes.stage.actor import Actor
from scenes.stage.layout import PX_PER_UNIT, u
from scenes.stage.style import LABEL, PAPER
from scenes.stage.view import View

#: Empty paper about an actor, px.
_MARGIN: Final = 24
_LARGEST: Final = 1600
_PLACEHOLDER: Final = re.compile(r"\{([a-z0-9_]+)\.([a-z0-9_]+)\}")
#: Of a parameter that is 0 or a seed there is no half and no double.
_SEEDS: Final = 40


def rows() -> list[Row]:
    """The rows of the cast sheet, top to bottom."""
    found = [value for value in vars(cast_sheet).values() if isinstance(value, Row)]
    return sorted(found, key=lambda row: row.y)


def _exhibits() -> list[tuple[Row, Exhibit]]:
    return [(row, exhibit) for row in rows() for exhibit in row.exhibits]


def listed() -> list[dict[str, Any]]:
    """All actors: what they are called, how large, by which sources, and with what parameters they are made."""
    ledger, found = load_ledger(), []
    with stage_for(Request()):
        for number, (row, exhibit) in enumerate(_exhibits()):
            scaled = any(_PLACEHOLDER.search(other.size) for other in row.exhibits)
            with _noted(exhibit, row.view, {}) as (actor, parameters):
                kind = type(_actor_in(actor))
            place = line_of(kind)
            found.append({
                "number": number, "row": row.title or ("Molecules" if scaled else "Formulas"), "name": exhibit.name,
                "color": LABEL[exhibit.role], "scale": row.view.px_per_nm if scaled else 0,
                "size": _filled(exhibit.size, ledger),
                "facts": _facts(exhibit, ledger), "kind": kind.__name__,
                "place": place if place.startswith("scenes/") else "",
                "parameters": [_slider(name, value) for name, value in parameters.items()],
            })
    return found


def drawn(number: int, turn: float, values: Mapping[str, float]) -> bytes:
    """One actor as WebP: turned by degrees, and made with these values of its parameters.

    Raises
    ------
    ValueError
        There is no such actor.
    """
    exhibits = _exhibits()
    if not 0 <= number < len(exhibits):
        raise ValueError("there is no such actor")
    row, exhibit = exhibits[number]
    with stage_for(Request()):
        with _noted(exhibit, row.view, values) as (actor, _):
            actor.move_to((0.0, 0.0, 0.0)).rotate(np.radians(turn))
        wide, high = (
            min(_LARGEST, 2 * round(side * PX_PER_UNIT / 2 + _MARGIN)) for side in (actor.width, actor.height)
        )
        actor.move_to((0.0, 0.0, 0.0))
        camera = Camera(
            pixel_width=wide, pixel_height=high, frame_width=u(wide), frame_height=u(high), background_color=PAPER
        )
        camera.capture_mobjects([actor])
        packed = BytesIO()
        image(camera.pixel_array).save(packed, "WEBP", quality=90, method=0)
        return packed.getvalue()


def _filled(size: str, ledger: Ledger) -> str:
    return _PLACEHOLDER.sub(lambda m: ENGLISH.digits(ledger.value(f"{m[1]}.{m[2]}")), size)


def _facts(exhibit: Exhibit, ledger: Ledger) -> list[dict[str, Any]]:
    facts = [ledger[id] for id in dict.fromkeys(m[1] for m in _PLACEHOLDER.finditer(exhibit.size))]
    return [
        {"id": fact.id, "sentence": fact.sentence, "sources": [source.full for source in fact.sources],
         "checked": fact.checked.isoformat()}
        for fact in facts
    ]


def _actor_in(drawing: VMobject) -> VMobject:
    """The actor of a drawing, the last one where several stand together; the drawing itself if it has none."""
    return next((part for part in reversed([*drawing.submobjects, drawing]) if isinstance(part, Actor)), drawing)


def _slider(name: str, value: float) -> dict[str, Any]:
    whole = isinstance(value, int)
    low, high = (0, max(_SEEDS, 2 * value)) if whole else sorted((0.25 * value, 2 * value)) if value else (-1.0, 1.0)
    return {"name": name, "value": value, "low": low, "high": high, "step": 1 if whole else (high - low) / 100}


@contextmanager
def _noted(
    exhibit: Exhibit, view: View, values: Mapping[str, float]
) -> Iterator[tuple[VMobject, dict[str, float]]]:
    """An exhibit, and the numbers that its actor was made with; some of them other ones."""
    kind: Any = type(_actor_in(exhibit.build(view)))
    as_ever: Callable[..., None] = kind.__init__
    signature = inspect.signature(as_ever)
    found: dict[str, float] = {}

    def noting(self: Any, *args: Any, **kwargs: Any) -> None:
        bound = signature.bind(self, *args, **kwargs)
        bound.apply_defaults()
        if type(self) is kind:
            numbers = {
                name: value for name, value in bound.arguments.items()
                if isinstance(value, int | float) and not isinstance(value, bool)
            }
            found.update({name: value for name, value in numbers.items() if name not in found})
            for name, value in values.items():
                if name in numbers:
                    bound.arguments[name] = type(numbers[name])(value)
        as_ever(*bound.args, **bound.kwargs)

    kind.__init__ = noting
    try:
        yield exhibit.build(view), found
    finally:
        kind.__init__ = as_ever
