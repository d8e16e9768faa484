"""The master of slides: the film's colors, Arial (a PPTX carries no typeface), and four layouts, 16:9.

Lengths are pixels of a picture 1920 wide, of which a slide has 6350 EMU each; 2 px are 1 pt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.util import Emu

PX: Final = 6350
WIDTH, HEIGHT = 1920, 1080
#: Margin of slides, and where the band of captions begins: it is empty in every still.
SIDE: Final = 96
BAND: Final = 886
#: The film's colors as those of a theme: names of PresentationML, and of the pages (``web/tokens.css``).
_COLORS: Final = {
    "dk1": "ink", "lt1": "page", "dk2": "ink-2", "lt2": "card", "accent1": "accent", "accent2": "harm",
    "accent3": "benefit-sign", "accent4": "harm-sign", "accent5": "control", "accent6": "accent-ground",
    "hlink": "accent", "folHlink": "control",
}
_SPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


_FIELD: Final = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True)
class Place:
    """A placeholder of a layout.

    Attributes
    ----------
    kind, number
        As PresentationML has them; texts are found by their number.
    box
        Left, top, width and height, px.
    points, spacing
        Size of type, pt; from line to line, percent.
    """

    name: str
    kind: str
    number: int
    box: tuple[int, int, int, int]
    points: int
    bold: bool = False
    color: str = "tx1"
    anchor: str = "t"
    align: str = "l"
    spacing: int = 95


_NUMBER: Final = Place("Slide number", "sldNum", 12, (1664, 1004, 160, 44), 16, True, "tx2", "ctr", "r")
_FOOT: Final = Place("Foot", "body", 13, (SIDE, 1004, 1500, 44), 16, False, "tx2", "ctr")
_TITLE: Final = Place("Title", "title", 0, (SIDE, 56, WIDTH - 2 * SIDE, 96), 36, True, "tx1", "ctr")
LAYOUTS: Final[dict[str, tuple[Place, ...]]] = {
    "Film": (
        Place("Title", "title", 0, (SIDE, 230, 900, 330), 44, True, "tx1", "b"),
        Place("Subtitle", "body", 10, (SIDE, 584, 900, 330), 24, False, "tx2"), _FOOT, _NUMBER,
    ),
    "Clip": (
        _TITLE, Place("Subtitle", "body", 10, (SIDE, 156, WIDTH - 2 * SIDE, 68), 24, False, "tx2", "ctr"),
        Place("In short", "body", 11, (1352, 256, 472, 700), 24), _FOOT, _NUMBER,
    ),
    "Beat": (
        Place("Headline", "title", 0, (SIDE, BAND + 2, WIDTH - 2 * SIDE, 112), 24, True, "tx1", "ctr"), _FOOT, _NUMBER,
    ),
    "Beat beside": (
        Place("Headline", "title", 0, (1160, 96, 664, 560), 28, True),
        Place("Foot", "body", 13, (1160, 900, 480, 132), 16, False, "tx2", "b"), _NUMBER,
    ),
    "Words": (_TITLE, Place("Words", "body", 10, (SIDE, 190, WIDTH - 2 * SIDE, 770), 24, spacing=120), _FOOT, _NUMBER),
}


def presentation(direction: str) -> Any:
    """An empty presentation with the film's master, for text from left to right or from right to left."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(WIDTH * PX), Emu(HEIGHT * PX)
    master = made.slide_master
    theme = master.part.part_related_by(RT.THEME)
    theme._blob = _themed(theme.blob.decode("utf-8")).encode("utf-8")  # python-pptx has no way to change a theme
    for unused in [*made.slide_layouts][len(LAYOUTS):]:
        made.slide_layouts.remove(unused)
    mirrored = direction == "rtl"
    _fill(master, (_TITLE, LAYOUTS["Words"][1], _NUMBER), mirrored)
    for layout, (name, places) in zip(made.slide_layouts, LAYOUTS.items(), strict=True):
        layout.name = name
        _fill(layout, places, mirrored)
        layout._element.attrib.pop("type", None)
    return made


def number_of(layout: str, direction: str) -> Any:
    """The slide number of a slide: one that stands on the layout alone is not shown."""
    place = next(place for place in LAYOUTS[layout] if place.kind == "sldNum")
    return _shape(place, 99, direction == "rtl")


def mirrored_box(box: Sequence[int], direction: str) -> tuple[int, int, int, int]:
    """A box (px), on the other side where text runs from right to left."""
    left, top, width, height = box
    return (WIDTH - left - width if direction == "rtl" else left, top, width, height)


@cache
def colors() -> dict[str, str]:
    """The light colors of pages, slides and handouts, by the names of their tokens."""
    text = (Path(__file__).parent / "web" / "tokens.css").read_text(encoding="utf-8").partition("@media")[0]
    return dict(re.findall("--([a-z0-9-]+): (#[0-9A-F]{6});", text))


def _themed(theme: str) -> str:
    colors_ = "".join(f'<a:{name}><a:srgbClr val="{colors()[token][1:]}"/></a:{name}>'
                      for name, token in _COLORS.items())
    theme = re.sub(r"(<a:clrScheme[^>]*>).*?(</a:clrScheme>)", rf"\g<1>{colors_}\g<2>", theme, flags=re.DOTALL)
    return re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', r"\g<1>Arial", theme)


def _fill(board: Any, places: Sequence[Place], mirrored: bool) -> None:
    for shape in [*board.placeholders]:
        shape._element.getparent().remove(shape._element)
    for number, place in enumerate(places, start=2):
        board.shapes._spTree.append(_shape(place, number, mirrored))


def _shape(place: Place, id: int, mirrored: bool) -> Any:
    left, top, width, height = mirrored_box(place.box, "rtl" if mirrored else "ltr")
    align = {"l": "r", "r": "l"}[place.align] if mirrored else place.align
    number = "" if place.kind == "title" else f' idx="{place.number}"'
    run = f'<a:r><a:rPr lang="en-US"/><a:t>{place.name}</a:t></a:r>'
    if place.kind == "sldNum":
        run = f'<a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    return parse_xml(
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{id}" name="{place.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{place.kind}"{number}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left * PX}" y="{top * PX}"/><a:ext cx="{width * PX}" cy="{height * PX}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}">'
        f'<a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}" rtl="{int(mirrored)}">'
        f'<a:lnSpc><a:spcPct val="{place.spacing}000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{place.points * 100}" b="{int(place.bold)}"><a:solidFill>'
        f'<a:schemeClr val="{place.color}"/></a:solidFill><a:latin typeface="Arial"/><a:cs typeface="Arial"/>'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>"
    )
