"""The ends of a clip's beats once more, for whoever draws on with them: without words, and as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from manim import VMobject
from manim.utils.iterables import list_update
from PIL import Image

from production.draw.picture import image
from production.draw.walk import Walk, staged, without_words
from production.stills.svg import Drawing, svg_of
from scenes.script.entry import Entry
from scenes.script.request import Request
from scenes.script.story import BeatRecord
from scenes.stage.words import Words


@dataclass(frozen=True)
class Parts:
    """The end of a beat.

    Attributes
    ----------
    whole, bare
        The picture as it is, and without its words.
    svg, bare_svg
        Both as SVG.
    """

    beat: str
    whole: Image.Image
    bare: Image.Image
    svg: Drawing
    bare_svg: Drawing


def parts_of(entry: Entry, request: Request) -> tuple[Parts, ...]:
    """The ends of all beats of a clip, in order; the clip is gone through without drawing anything else."""
    found: list[Parts] = []

    def at_end(record: BeatRecord) -> None:
        whole, svg = image(walk.renderer.picture(walk.clip)), _svg(walk, record)
        with _clear(walk):
            found.append(Parts(record.name, whole, image(walk.renderer.picture(walk.clip)), svg, _svg(walk, record)))

    with staged(entry, request, on_beat_end=at_end) as walk:
        walk.go()
    return tuple(found)


@contextmanager
def _clear(walk: Walk) -> Iterator[None]:
    """Make all words clear: labels with their leaders, marks and title, and lines that belong to a chart or a list."""
    lines = [
        member for mobject in walk.clip.mobjects for member in mobject.get_family()
        if isinstance(member, Words) and isinstance(member, VMobject) and len(member.points)
    ]
    with without_words(walk.clip):
        kept = [line.fill_rgbas for line in lines]
        for line in lines:
            line.fill_rgbas = line.fill_rgbas * [1, 1, 1, 0]
        yield
        for line, fills in zip(lines, kept, strict=True):
            line.fill_rgbas = fills


def _svg(walk: Walk, record: BeatRecord) -> Drawing:
    camera, clip = walk.renderer.camera, walk.clip
    shapes = camera.get_mobjects_to_display(list_update(clip.mobjects, clip.foreground_mobjects))
    beat = next(beat for beat in clip.script.beats if beat.name == record.name)
    ground = camera.background_color.to_hex()
    return svg_of(shapes, clip.zones, camera.cairo_line_width_multiple, ground, clip.script.title, beat.seen)
