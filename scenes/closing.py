"""The film's close: one card for all clips, then every source that they rest on."""

from __future__ import annotations

from scenes.cast.molecules.ornament import Ornament
from scenes.script.facts import Source
from scenes.script.script import ClipScript, load_clip_script
from scenes.stage.clip import Clip
from scenes.stage.style import PAPER


class Closing(Clip):
    """Beats: end_card. It stands after the last clip of a film, and only there."""

    name = "closing"
    poster_beat = "end_card"
    ground = PAPER
    titled = False

    def construct(self) -> None:
        """The shot list."""
        self.end_card(Ornament(self.zones.shape), self.sources_of_the_film())

    def scripts(self) -> list[ClipScript]:
        """The words of this clip and of all that stand before it."""
        language, audience = self.request.language, self.request.audience
        others = [load_clip_script(clip, language, audience) for clip in self.request.film]
        return [self.script, *others]

    def sources_of_the_film(self) -> tuple[Source, ...]:
        """All sources of the clips before it, in order of their numbers."""
        used = {source for script in self.scripts() for source in script.sources(self.ledger)}
        return tuple(sorted(used, key=lambda source: source.number))
