"""Building one clip on a set stage, and going through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from manim import VMobject, tempconfig

from production.draw.captions import CaptionLayer
from production.draw.renderer import FilmRenderer, FrameTaker
from scenes.script.cue import Cue
from scenes.script.entry import Entry
from scenes.script.request import Request
from scenes.script.story import BeatRecord, Story
from scenes.stage.furniture import Marks, Title
from scenes.stage.labels import Label
from scenes.stage.layout import zones

if TYPE_CHECKING:
    from scenes.stage.clip import Clip


@dataclass(frozen=True)
class Walk:
    """A clip that is about to be gone through, with the renderer that draws it."""

    clip: Clip
    renderer: FilmRenderer

    def go(self) -> Story:
        """Go through the clip; what it leaves behind."""
        self.clip.render()
        story: Story = self.clip.story
        return story


@contextmanager
def stage_for(request: Request) -> Iterator[None]:
    """Manim's global settings for one rendering, set back afterwards.

    Pixel and frame sizes are set together (pixels alone would leave the frame 8 units high in
    every shape). Manim puts the outlines of texts into its media folder; each rendering gets
    a folder of its own, so that two at once cannot meet.
    """
    width, height = request.pixels
    frame_width, frame_height = zones(request.shape).frame_units
    with TemporaryDirectory(prefix="film-") as media:
        settings: dict[str, Any] = {
            "pixel_width": width,
            "pixel_height": height,
            "frame_width": frame_width,
            "frame_height": frame_height,
            "frame_rate": request.quality.fps,
            "media_dir": media,
            "dry_run": True,
            "disable_caching": True,
            "progress_bar": "none",
            "verbosity": "ERROR",
        }
        with tempconfig(settings):
            yield


@contextmanager
def staged(
    entry: Entry,
    request: Request,
    taker: FrameTaker | None = None,
    on_beat_end: Callable[[BeatRecord], None] | None = None,
    captions: Mapping[str, Sequence[Cue]] | None = None,
) -> Iterator[Walk]:
    """Build a clip and hand it over, ready to be gone through; with ``captions``, by beat, in its picture."""
    with stage_for(request):
        renderer = FilmRenderer(taker)
        if captions:
            renderer.above = CaptionLayer(captions)
        clip = clip_class(entry)(request, renderer=renderer)
        clip.on_beat_end = on_beat_end
        yield Walk(clip, renderer)


def clip_class(entry: Entry) -> type[Clip]:
    """The class that an entry of the running order names."""
    module, _, name = entry.target.partition(":")
    found: type[Clip] = getattr(import_module(module), name)
    return found


def story_of(entry: Entry, request: Request) -> Story:
    """What a clip tells and how long it takes, without drawing anything."""
    with staged(entry, request) as walk:
        return walk.go()


@contextmanager
def without_words(clip: Clip) -> Iterator[None]:
    """Make labels, marks and title of a clip clear, and bring them back as they were."""
    members = [
        member for mobject in clip.mobjects if isinstance(mobject, (Label, Marks, Title))
        for member in mobject.get_family() if isinstance(member, VMobject) and len(member.points)
    ]
    kept = [(member.fill_rgbas, member.stroke_rgbas) for member in members]
    for member in members:
        member.fill_rgbas = member.fill_rgbas * [1, 1, 1, 0]
        member.stroke_rgbas = member.stroke_rgbas * [1, 1, 1, 0]
    yield
    for member, (fills, strokes) in zip(members, kept, strict=True):
        member.fill_rgbas, member.stroke_rgbas = fills, strokes
