"""The whole cast on one sheet, for whoever draws with it: each row at one true scale."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from manim import Camera, VGroup, VMobject
from PIL import Image

from production.draw.picture import image
from production.draw.walk import stage_for
from scenes.cast.cells.blast import BLAST_RADIUS, NUCLEUS_SHARE, Blast
from scenes.cast.cells.cell import StemCell
from scenes.cast.cells.clathrin import Coat
from scenes.cast.cells.clearing import ClearingCell
from scenes.cast.cells.dying_blast import DyingBlast
from scenes.cast.cells.lost_b_cell import LostBCell
from scenes.cast.cells.marrow import Marrow
from scenes.cast.cells.marrow_cells import WINDOW, marrow_in_time
from scenes.cast.cells.membrane import Bilayer
from scenes.cast.cells.nucleus import NucleusEdge
from scenes.cast.cells.territories import Territories
from scenes.cast.cells.vesicle import Compartment
from scenes.cast.charts.flow_plot import FlowPlot
from scenes.cast.clinic.drip import DripStand, Pump
from scenes.cast.clinic.home import KeyHooks, Mug, SofaArms, SofaBack
from scenes.cast.clinic.medicines import BloodTube, Bottle, PillCup, Syringe
from scenes.cast.clinic.recliner import Blanket, ReclinerArm, ReclinerBack
from scenes.cast.clinic.wall_clock import WallClock
from scenes.cast.clinic.window import Plant, Window
from scenes.cast.kit.curved import VESICLE_RADIUS, Oval, disc
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.calicheamicin import Calicheamicin
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.dna import Dna
from scenes.cast.molecules.fiber import ROUND, Fiber
from scenes.cast.molecules.fiber_paint import FiberLook, sheets_of
from scenes.cast.molecules.formula import Formula
from scenes.cast.molecules.payload import Payload
from scenes.cast.patient.liver import Liver
from scenes.cast.patient.people import People
from scenes.cast.patient.pictograms import Pictogram
from scenes.cast.patient.torso import Torso
from scenes.cast.people.figure import Figure
from scenes.cast.people.looks import (
    CALLER,
    CHILD,
    DOCTOR,
    EXPECTING,
    GRANDFATHER,
    LAB,
    MOTHER,
    NURSE,
    PARTNER,
    PATIENT,
    SECOND_NURSE,
    Look,
)
from scenes.cast.people.stance import RECLINE, SHOW, SIT, STAND, TELL, Stance, calling
from scenes.script.facts import Ledger, load_ledger
from scenes.script.language.numbers import ENGLISH
from scenes.script.request import Request
from scenes.sets.outlook.signs import Sign
from scenes.sets.outlook.trees import Tree
from scenes.stage.drawing import fill, line
from scenes.stage.layout import PX_PER_UNIT, u
from scenes.stage.style import INK, LABEL, PAPER, mix
from scenes.stage.view import View
from scenes.stage.words import Words

WIDTH, HEIGHT = 3000, 4960
_NAME, _SIZE, _HEAD = 44, 34, 56  # px
_QUIET: Final = mix(INK, PAPER, 0.28)
_PX: Final = View(1.0)


@dataclass(frozen=True)
class Exhibit:
    """One actor on the sheet.

    Attributes
    ----------
    name, role, size
        Its label, the label's color, and its size with placeholders from the ledger.
    x
        Middle of its column, px.
    build
        Draws it at a view.
    stands
        ``foot``: its own origin on the row's line; ``bottom``: its lowest point there;
        ``middle``: its middle there.
    """

    name: str
    role: str
    size: str
    x: float
    build: Callable[[View], VMobject]
    stands: str = "middle"


@dataclass(frozen=True)
class Row:
    """Exhibits at one scale.

    Attributes
    ----------
    title
        What they are.
    view
        Their scale, px a nanometer.
    y, top
        Heights (px, y down) of the line they stand on, and of the title.
    bar
        Length of the scale bar, nm; none if 0.
    """

    title: str
    view: View
    y: float
    top: float
    bar: float
    exhibits: tuple[Exhibit, ...]


def cast_sheet() -> Image.Image:
    """Draw the sheet."""
    with stage_for(Request()):
        camera = Camera(
            pixel_width=WIDTH, pixel_height=HEIGHT, frame_width=u(WIDTH), frame_height=u(HEIGHT),
            background_color=PAPER,
        )
        camera.capture_mobjects(_everything())
        return image(camera.pixel_array)


def _everything() -> list[VMobject]:
    shapes = [
        _text("The cast", 100, 130, 108, weight="black"),
        _text("Each row at one scale", 100, 200, 54),
        *_ruler(MOLECULES),
    ]
    for row in (MOLECULES, FORMULAS, ORGANELLES, CELLS, SIGNS, GATES, PERSONS, THINGS):
        shapes += _row(row)
    return shapes


def _row(row: Row) -> list[VMobject]:
    shapes: list[VMobject] = []
    if row.title:
        shapes.append(_text(row.title, 100, row.top, _HEAD, _QUIET, weight="bold"))
    if row.bar:
        shapes += _bar(row)
    ledger = load_ledger()
    for exhibit in row.exhibits:
        actor = exhibit.build(row.view)
        _put(actor, exhibit, row)
        top = PX_PER_UNIT * (u(HEIGHT) / 2 - actor.get_top()[1])
        size = _filled(exhibit.size, ledger)
        color = LABEL[exhibit.role]
        name = _text(exhibit.name, exhibit.x, top - (68 if size else 24), _NAME, color, align=0.5, weight="bold")
        shapes += [actor, name, *([_text(size, exhibit.x, top - 24, _SIZE, align=0.5)] if size else [])]
    return shapes


def _filled(text: str, ledger: Ledger) -> str:
    """A text with numbers from the ledger; a drawing may rest on weaker facts than a word."""
    return re.sub(r"\{([a-z0-9_.]+)\}", lambda m: ENGLISH.digits(ledger.value(m[1])), text)


def _put(actor: VMobject, exhibit: Exhibit, row: Row) -> None:
    place = _point(exhibit.x, row.y)
    if exhibit.stands == "foot":
        actor.shift(place)
    elif exhibit.stands == "bottom":
        actor.shift(place - actor.get_bottom())
    else:
        actor.move_to(place)


def _ruler(row: Row) -> list[VMobject]:
    """The common zero line and a ruler of 30 nm."""
    left, unit = 190.0, row.view.px_per_nm
    shapes = [_stroke([(left, row.y), (2110, row.y)], 2.0, mix(INK, PAPER, 0.6))]
    shapes.append(_stroke([(left, row.y), (left, row.y - 30 * unit)], 5.0))
    for nm in range(0, 31):
        long = 28 if nm % 10 == 0 else 18 if nm % 5 == 0 else 10
        y = row.y - nm * unit
        shapes.append(_stroke([(left - long, y), (left, y)], 4.0 if nm % 5 == 0 else 2.5))
        if nm % 10 == 0:
            shapes.append(_text(str(nm), left - 40, y + 12, _SIZE, align=1.0))
    shapes.append(_text("nm", left - 40, row.y - 30 * unit - 40, _SIZE, align=1.0))
    return shapes


def _bar(row: Row) -> list[VMobject]:
    """The row's scale bar, beside its title."""
    left, y, long = 480.0, row.top - 14, row.bar * row.view.px_per_nm
    return [
        _stroke([(left, y), (left + long, y)], 5.0),
        *(_stroke([(x, y - 8), (x, y + 8)], 5.0) for x in (left, left + long)),
        _text(ENGLISH.length(row.bar), left + long + 24, y + 11, _SIZE, weight="semibold"),
    ]


def _point(x: float, y: float) -> np.ndarray:
    return np.array([u(x - WIDTH / 2), u(HEIGHT / 2 - y), 0.0])


def _stroke(points: list[tuple[float, float]], width: float, color: str = INK) -> VMobject:
    """A line through places in px, y down."""
    return line(np.array([_PX.place(_point(*p)) for p in points]), color, width, _PX)


def _text(
    text: str, x: float, y: float, size: float, color: str = INK, align: float = 0.0,
    weight: str = "regular",
) -> Words:
    words = Words(text, size, color, weight)  # type: ignore[arg-type]
    return words.at_baseline(_point(x, y), align)


# --- how they stand ------------------------------------------------------------------------


def _rod_in_membrane(view: View) -> VGroup:
    membrane = Bilayer(view, -9.0, 9.0, sag_nm=0.0, bob_nm=0.0).at_time(0.0)
    return VGroup(membrane, Cd22(view, foot_nm=(0.0, 0.0), seed=3))


def _nucleosome(view: View) -> VGroup:
    entry, groove = _TILTED @ ROUND.path[0], _TILTED @ ROUND.normal[0]
    fiber = Fiber(np.zeros((1, 3)), _TILTED, entry, groove, np.zeros(1), np.ones(1))
    return VGroup(*(fill(sheet.geometry, sheet.color, view) for sheet in sheets_of(fiber, FiberLook(0.1, "strands"))))


def _coated(view: View) -> VGroup:
    return VGroup(
        Compartment(view).shape([disc((0.0, 0.0), VESICLE_RADIUS)]),
        Coat(view).assemble(2 * np.pi).pose((0.0, 0.0)),
    )


def _body(width: float, height: float, ph: float) -> Callable[[View], VGroup]:
    def build(view: View) -> VGroup:
        oval = Oval((0.0, 0.0), (width / 2, height / 2)).body()
        return Compartment(view, ph=ph).shape([oval])

    return build


def _dying(shrunk: float, apart: float) -> Callable[[View], VGroup]:
    return lambda view: DyingBlast(view).die(shrunk, apart, 0.0).pose((0.0, 0.0))


def _marrow(moment: int) -> Callable[[View], VGroup]:
    """A window onto the marrow, 170 px in radius: about an eighth of the row's scale."""
    view = View(170 / (WINDOW * 1000))
    return lambda _: Marrow(view, marrow_in_time(1)[moment])


def _people(_: View) -> VGroup:
    people = People(_PX, 34, round(load_ledger().number("vod_hsct.percent")))
    people.color_in(1.0)
    return people


def _person(_: View) -> VGroup:
    torso = Torso(View(3.9))
    return VGroup(torso, torso.liver())


def _cast_as(look: Look, stance: Stance = STAND) -> Callable[[View], Figure]:
    return lambda view: Figure(view, look, 72, stance, holds="phone" if look is CALLER else None)


def _plot(view: View) -> VGroup:
    plot = FlowPlot(view, 328, 404, "CD22", 41, seed=7)
    return VGroup(plot, plot.name_of_axis)


def _chair(view: View) -> VGroup:
    return VGroup(ReclinerBack(view), Blanket(view), ReclinerArm(view))


def _clock(view: View) -> WallClock:
    clock = WallClock(view)
    clock.tell(3.0)
    return clock


def _window(view: View) -> Window:
    window = Window(view, 200.0, 220.0)
    window.turn_to_night(0.5)
    return window


_ACROSS: Final = 2 * VESICLE_RADIUS
#: A nucleosome seen a little from the side.
_TILTED: Final = np.array([[[1.0, 0.0, 0.0], [0.0, 0.82, -0.5724], [0.0, 0.5724, 0.82]]])

#: At the scale of the film's close-ups.
MOLECULES: Final = Row("", View(15.0), 790, 0, 0, (
    Exhibit("CD22", "cd22", "{cd22_length.nm} nm", 420, _rod_in_membrane, "foot"),
    Exhibit("antibody", "antibody", "spread, {igg_size.nm} nm", 750, lambda v: Antibody(v, seed=1), "bottom"),
    Exhibit("antibody", "antibody", "folded, {igg4_shape.nm} nm", 1110,
            lambda v: Antibody(v, seed=1, form="lambda"), "bottom"),
    Exhibit("payload", "payload", "{calich_size.stretched_nm} nm", 1355,
            lambda v: Payload(v, scale=1.0), "bottom"),
    Exhibit("calicheamicin", "payload", "free, {calich_size.nm} nm", 1620, Calicheamicin, "bottom"),
    Exhibit("nucleosome", "nucleus", "{nucleosome_size.nm} nm", 2005, _nucleosome, "bottom"),
    Exhibit("DNA", "dna", "{dna_diam.nm} nm wide", 1820,
            lambda v: Dna(v, 75, angle=np.pi / 2, detail="small"), "bottom"),
))
#: Formulas have no scale.
FORMULAS: Final = Row("", View(15.0), 560, 0, 0, (
    Exhibit("warhead", "payload", "intact", 2375, lambda _: Formula("warhead", 50, 4.4)),
    Exhibit("diradical", "payload", "that breaks DNA", 2790, lambda _: Formula("diradical", 50, 4.4)),
))
ORGANELLES: Final = Row("Organelles", View(2.4), 1370, 1010, 100.0, (
    Exhibit("vesicle", "membrane", f"{_ACROSS:g} nm", 250, _body(_ACROSS, _ACROSS, 7.4)),
    Exhibit("clathrin coat", "clathrin", "{ccv.nm} nm", 640, _coated),
    Exhibit("early endosome", "endosome", "{early_endosome.low} to {early_endosome.high} nm", 1160,
            _body(210, 150, 6.2)),
    Exhibit("lysosome", "lysosome", "{lysosome_size.low} to {lysosome_size.high} nm", 1800,
            _body(230, 165, 4.8)),
    Exhibit("nuclear envelope", "nucleus", "two membranes, pores", 2480,
            lambda v: NucleusEdge(v, (0.0, 0.0), 88.0, (2.2, 0.6))),
))
CELLS: Final = Row("Cells", View(0.026), 1980, 1640, 5000.0, (
    Exhibit("blast", "blast", "{lymphoblast.um} µm", 255, lambda v: Blast(v, broken=False)),
    Exhibit("dying blast", "blast", "its DNA broken", 565, _dying(0.55, 0.0)),
    Exhibit("apoptotic bodies", "blast", "what is left of it", 940, _dying(1.0, 1.0)),
    Exhibit("clearing cell", "cell", "takes up the bodies", 1410, ClearingCell),
    Exhibit("blood stem cell", "antibody", "no CD22", 1812, StemCell),
    Exhibit("healthy B cell", "b_cell", "{b_cell_size.um} µm, CD22", 2122, LostBCell),
    Exhibit("nucleus", "nucleus", "chromosome territories", 2450,
            lambda v: Territories(v, BLAST_RADIUS * NUCLEUS_SHARE)),
))
SIGNS: Final = Row("Pictures without a scale", _PX, 2570, 2250, 0.0, (
    Exhibit("marrow", "blast", "before", 330, _marrow(0)),
    Exhibit("marrow", "healthy", "after transplant", 840, _marrow(3)),
    Exhibit("100 people", "liver", "some of them filled", 1350, _people),
    Exhibit("liver", "liver", "at risk", 1830, lambda _: Liver(View(3.4))),
    Exhibit("person", "cell", "adult proportions", 2280, _person),
    Exhibit("pictogram", "ink", "what to report", 2720, lambda _: Pictogram(View(2.4), "eye")),
))
GATES: Final = Row("Signs with a meaning", _PX, 3360, 2880, 0.0, (
    Exhibit("flow plot", "cd22", "illustration", 500, _plot, "bottom"),
    Exhibit("a study", "ink", "in a broken ring", 1400, lambda v: Sign(v, 120, "car_t"), "bottom"),
    Exhibit("a grown tree", "ink", "what is approved", 2300, lambda v: Tree(v.scaled(36), "grown", 1), "bottom"),
))
#: Heads of one size.
PERSONS: Final = Row("Persons", _PX, 4120, 3470, 0.0, (
    Exhibit("patient", "ink", "leans back", 250, _cast_as(PATIENT, RECLINE), "bottom"),
    Exhibit("nurse", "ink", "shows", 600, _cast_as(NURSE, SHOW), "bottom"),
    Exhibit("2nd nurse", "ink", "stands", 840, _cast_as(SECOND_NURSE), "bottom"),
    Exhibit("caller", "ink", "at the phone", 1070, _cast_as(CALLER, calling(1)), "bottom"),
    Exhibit("partner", "ink", "sits", 1340, _cast_as(PARTNER, SIT), "bottom"),
    Exhibit("doctor", "ink", "tells", 1610, _cast_as(DOCTOR, TELL), "bottom"),
    Exhibit("grandfather", "ink", "stands", 1880, _cast_as(GRANDFATHER), "bottom"),
    Exhibit("child", "ink", "stands", 2110, _cast_as(CHILD), "bottom"),
    Exhibit("mother", "ink", "stands", 2320, _cast_as(MOTHER), "bottom"),
    Exhibit("lab", "ink", "stands", 2530, _cast_as(LAB), "bottom"),
    Exhibit("expecting", "ink", "stands", 2780, _cast_as(EXPECTING), "bottom"),
))
#: A head has a hundred units.
THINGS: Final = Row("Rooms, and what stands in them", View(0.8), 4890, 4250, 0.0, (
    Exhibit("recliner", "ink", "raised", 330, _chair, "bottom"),
    Exhibit("drip", "ink", "clear, in amber", 720, lambda v: DripStand(v, 500.0), "bottom"),
    Exhibit("pump", "ink", "no figures", 880, Pump, "bottom"),
    Exhibit("clock", "ink", "two hours", 1070, _clock, "bottom"),
    Exhibit("window", "ink", "day to night", 1320, _window, "bottom"),
    Exhibit("plant", "ink", "", 1540, Plant, "bottom"),
    Exhibit("pills", "ink", "", 1690, PillCup, "bottom"),
    Exhibit("bottle", "ink", "", 1810, Bottle, "bottom"),
    Exhibit("syringe", "ink", "", 1950, Syringe, "bottom"),
    Exhibit("tube", "ink", "", 2080, BloodTube, "bottom"),
    Exhibit("sofa", "ink", "", 2420, lambda v: VGroup(SofaBack(v), SofaArms(v)), "bottom"),
    Exhibit("mug", "ink", "", 2760, Mug, "bottom"),
    Exhibit("keys", "ink", "", 2880, KeyHooks, "bottom"),
))
