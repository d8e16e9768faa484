"""The quiet close of a clip: summary, notice, and the pages of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import VGroup, VMobject

from scenes.script.facts import Source
from scenes.script.language.typography import measures
from scenes.stage.furniture import QUIET, begun
from scenes.stage.layout import Zones, u
from scenes.stage.style import INK, PAPER, mix
from scenes.stage.words import SMALLEST, Words, colored_block, plain, width_px, wrap

#: From one line of sources to the next at the least, and between their letters, em.
_ROW, _BETWEEN = 1.24, 0.16


class EndCard:
    """Summary, ornament, notice, date and version, and the sources by their numbers.

    Attributes
    ----------
    parts
        What arrives first, in order.
    pages
        Groups of source lines; two only where they do not fit at once.
    rest
        Pages of their own with a heading, for those for whom there is no room on the card; the ornament closes them.
    """

    def __init__(
        self,
        zones: Zones,
        summary: str,
        ornament: VGroup | None,
        notice: str,
        dated: str,
        sources: Sequence[Source],
        heading: str,
        credit: str = "",
    ) -> None:
        self._zones, safe, kind = zones, zones.safe, zones.type
        size, lines = self._fit(summary, zones.pick(3, 6, 4))
        leading = size * 1.18 * measures(plain(summary)).leading
        top = safe.top + zones.pick(20, 40, 8) + size * 0.72
        self.parts: list[VMobject | VGroup] = [
            colored_block(summary, size, safe.width, zones.point(safe.left, top), size * 1.18)
        ]
        under_summary = top + (lines - 1) * leading + size * 0.28
        columns = 2 if zones.shape == "landscape" else 1
        lower = kind.sources * 1.3 * len(credit.splitlines())
        room, leaded = zones.caption.top - under_summary - kind.notice * 2.6 - lower, _leaded(sources)

        def fit(height: float) -> int:
            return max(int(height / (SMALLEST * leaded)) * columns, 1)

        beside_it, signature = room - self._ORNAMENT, None if ornament is None else ornament.copy()
        if -(-len(sources) // fit(beside_it)) > -(-len(sources) // fit(room)):
            ornament = None  # rather than one more page of sources, over which nobody speaks
        else:
            room = beside_it
        here = len(sources) if len(sources) <= 2 * fit(room) else fit(room)
        self.rest = source_pages(zones, heading, sources[here:])
        if self.rest and signature is not None:
            self._sign(signature, self.rest[-1])
        sources = sources[:here]
        count = int(np.ceil(len(sources) / columns))
        text = float(np.clip(room / (count + 0.5) / leaded, SMALLEST, kind.sources))
        row = text * leaded
        rows = min(max(int(room / row), 1), count) if count else 0
        each = _evenly(len(sources), rows * columns)
        rows = -(-each // columns)
        first = zones.caption.top - 14 - max(rows - 1, 0) * row
        quiet = mix(INK, PAPER, QUIET)
        line = first - row - kind.notice * 0.35
        self.parts += self._notice(notice, [dated, *credit.splitlines()], line, quiet)
        if ornament is not None:
            head = line - kind.notice * (0.8 if columns == 2 else 1.9) - lower
            self._place(ornament, under_summary, head)
            self.parts.insert(1, ornament)
        self.pages = [
            source_page(zones, sources[start : start + each], columns, rows, first, row, text)
            for start in range(0, len(sources), max(each, 1))
        ]

    _ORNAMENT: Final = 96.0  # px of height that the ornament needs at the least

    def _fit(self, summary: str, most: int) -> tuple[float, int]:
        """Size at which the summary takes no more than ``most`` lines, and their count."""
        size = self._zones.type.summary
        while True:
            lines = len(wrap(plain(summary), size, self._zones.safe.width, "bold"))
            if lines <= most:
                return size, lines
            size -= 4

    def _notice(self, notice: str, lines: list[str], y: float, quiet: str) -> list[VMobject | VGroup]:
        z, kind = self._zones, self._zones.type
        small, size = kind.sources, kind.notice
        wide = z.shape == "landscape"
        x, align = (z.along(z.safe, z.safe.width), 1 - z.begin) if wide else (z.along(z.safe), z.begin)
        if wide:  # both on one line
            room = z.safe.width - 40 - max(width_px(text, small) for text in lines)
            size = max(min(size, size * room / width_px(notice, size, "bold")), SMALLEST)
        fine: list[VMobject | VGroup] = []
        for up, text in enumerate(reversed(lines)):
            fitted = min(small, small * z.safe.width / max(width_px(text, small), 1))
            at = z.point(x, y - up * small * 1.3)
            fine.insert(0, Words(text, fitted, quiet).at_baseline(at, align))
        if wide:
            return [begun(Words(notice, size, INK, "bold"), z, z.safe, y), *fine]
        y -= (len(lines) - 1) * small * 1.3
        while width_px(notice, size, "bold") > z.safe.width:
            size -= 2
        return [begun(Words(notice, size, INK, "bold"), z, z.safe, y - small * 1.3), *fine]

    def _sign(self, ornament: VGroup, page: VGroup) -> None:
        """Close a page of sources with the ornament: below them, or, where there is little room, beside the heading."""
        z, last = self._zones, self._zones.px(page.get_bottom())[1]
        if z.caption.top - last > self._ORNAMENT:
            self._place(ornament, last, z.caption.top)
        else:
            ornament.scale_to_fit_width(u(0.5 * z.safe.width))
            over = 1.0 - z.begin
            edge = z.safe.left + over * z.safe.width
            ornament.move_to(z.point(edge + (0.5 - over) * 0.5 * z.safe.width, z.title_baseline - 0.3 * z.type.notice))
        page.add(ornament)

    def _place(self, ornament: VGroup, top: float, bottom: float) -> None:
        z = self._zones
        ornament.scale_to_fit_width(u(z.safe.width))
        room = u(max(bottom - top - 24, 40))
        if ornament.height > room:
            ornament.scale_to_fit_height(room)
        ornament.move_to(z.point((z.safe.left + z.safe.right) / 2, (top + bottom) / 2))


def source_page(
    zones: Zones, sources: Sequence[Source], columns: int, rows: int, y: float, row: float,
    size: float,
) -> VGroup:
    """Lines of sources with their numbers, column by column.

    Parameters
    ----------
    y, row, size
        First baseline, distance of baselines and type size, px.
    """
    page, quiet = VGroup(), mix(INK, PAPER, QUIET)
    indent = size * (0.85 if all(source.number < 10 for source in sources) else 1.35)
    wide = zones.safe.width / columns
    for i, source in enumerate(sources[: rows * columns]):
        done, at = (i // rows) * wide, y + (i % rows) * row
        room = wide - indent - 24
        fitted = min(size, size * room / max(width_px(source.short, size), 1))
        number = Words(str(source.number), size, quiet, "bold")
        page.add(begun(number, zones, zones.safe, at, done))
        page.add(begun(Words(source.short, fitted, INK), zones, zones.safe, at, done + indent))
    return page


def _leaded(sources: Sequence[Source]) -> float:
    """From one line of sources to the next, em: letters that reach far up and down lie over no others."""
    return max([_ROW, *(own.above + own.below + _BETWEEN for own in (measures(one.short) for one in sources))])


def _evenly(count: int, most: int) -> int:
    """How many of ``count`` things go on each page of at most so many: a last page with a single line looks wrong."""
    pages = -(-count // max(most, 1))
    return -(-count // max(pages, 1))


def source_pages(zones: Zones, heading: str, sources: Sequence[Source]) -> list[VGroup]:
    """Pages that are all sources, under a heading: how the whole film closes."""
    size, columns = zones.type.sources, zones.pick(2, 1, 1)
    row = size * _leaded(sources)
    first = zones.title_baseline + 2 * row
    rows = int((zones.caption.top - 14 - first) / row) + 1
    pages = []
    each = _evenly(len(sources), rows * columns)
    for start in range(0, len(sources), max(each, 1)):
        part = sources[start : start + each]
        page = source_page(zones, part, columns, -(-len(part) // columns), first, row, size)
        head = Words(heading, zones.type.notice, INK, "bold")
        pages.append(page.add(begun(head, zones, zones.safe, zones.title_baseline)))
    return pages
