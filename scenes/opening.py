"""The film's opening: its title, and the whole story as one line that draws itself."""

from __future__ import annotations

from scenes.cast.molecules.ornament import Ornament
from scenes.stage.clip import Clip
from scenes.stage.layout import u
from scenes.stage.style import INK, PAPER
from scenes.stage.words import Words, block, wrap


class Opening(Clip):
    """Beats: opening. It stands before the first clip of a film, and only there."""

    name = "opening"
    poster_beat = "opening"
    ground = PAPER
    titled = False
    has_end_card = False

    def construct(self) -> None:
        """The shot list."""
        with self.beat("opening"):
            self.name_the_film()
            self.let_the_line_appear()

    def name_the_film(self) -> None:
        """Title, what it is about, and that it does not advise.

        They are there from the first picture on: players show that one before anybody presses play.
        """
        z, size = self.zones, self.zones.type.summary
        lines = wrap(self.script.title, size, z.safe.width, "black")
        top = z.safe.top + z.pick(110, 150, 90) + 0.72 * size
        title = block(lines, size, z.point(z.safe.left, top), 1.12 * size, weight="black")
        self.below = top + (len(lines) - 1) * 1.12 * size
        small = z.type.subtitle
        under = wrap(self.script.subtitle, small, z.safe.width, "regular")
        start = z.point(z.safe.left, self.below + 1.55 * small)
        self.below += (1.55 + 1.2 * (len(under) - 1)) * small
        notice = Words(self.words["notice"], self.fitted(self.words["notice"]), INK, "bold")
        notice.at_baseline(z.point(z.safe.left, z.caption.top - 40))
        for words in (title, block(under, small, start, 1.2 * small), notice):
            self.show(words, over=0.0)

    def fitted(self, notice: str) -> float:
        """Size (px) at which the notice is one line."""
        size = self.zones.type.notice
        while len(wrap(notice, size, self.zones.safe.width, "bold")) > 1:
            size -= 2
        return size

    def let_the_line_appear(self) -> None:
        """CD22, the antibody on it, a payload that has come free, and DNA: one after the other."""
        z = self.zones
        line = Ornament(z.shape)
        line.scale_to_fit_width(u(z.safe.width))
        middle = (self.below + z.caption.top - 90) / 2
        line.move_to(z.point(z.frame.width / 2, middle))
        for i, part in enumerate(line.submobjects):
            self.show(part, over=0.5, delay=0.6 + 0.45 * i)
        self.act(2.6)
