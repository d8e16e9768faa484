"""True and fair in the picture: numbers that are drawn, scale bar, sizes, end card, type of harm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from production.check.finding import Problem
from production.check.limits import HARM_TYPE, SCALE_BAR
from production.check.looking.shown import Frame, SeenActor, SeenText, Shown
from production.check.reading.numbers import numbers_in, values_of
from production.check.rule import picture_rule
from production.check.rules.fair import weighing
from scenes import __version__
from scenes.script.facts import Ledger
from scenes.script.script import END_CARD, known_names
from scenes.stage.furniture import length_text


@picture_rule("number-in-picture", "True", "the ledger is the only place a number may come from")
def drawn_numbers_resolve(shown: Shown) -> Iterator[Problem]:
    """Every number in the picture, whoever draws it, is a value of a fact of its beat."""
    told, names = shown.told, known_names()
    style, title = told.project.numbers(told.language), told.story.number
    for frame in shown.ends:
        if frame.beat == END_CARD:
            continue
        script = told.script.beat(frame.beat)
        known = values_of(told.facts(*script.facts, *script.drawn))
        furniture = {title, frame.bar.says if frame.bar else "", *_source_marks(shown, frame)}
        for text in frame.texts:
            if text.text in furniture:
                continue
            for number in numbers_in(text.text, style, names):
                if number.value not in known:
                    yield Problem(
                        f"“{number.text}” in “{text.text}” is no value of the beat's facts",
                        "Take it from the ledger, and name the fact in the beat.",
                        frame.beat,
                    )


def _source_marks(shown: Shown, frame: Frame) -> list[str]:
    """Texts that number the sources; their numbers are held against the list here."""
    words = shown.told.script.words
    heads = tuple(word for key in ("source", "sources") if (word := words.get(key)))
    return [text.text for text in frame.texts if heads and any(h in text.text for h in heads)]


@picture_rule("source-mark", "True", "the numbers in the picture are those of the list at the end")
def source_marks_are_right(shown: Shown) -> Iterator[Problem]:
    """A beat's picture names the numbers of the sources that the beat rests on."""
    told = shown.told
    for frame in shown.ends:
        record = next((b for b in told.story.beats if b.name == frame.beat), None)
        if record is None or frame.beat == END_CARD or not record.sources:
            continue
        wanted = {source.number for source in record.sources}
        marks = _source_marks(shown, frame)
        found = {
            number
            for text in marks
            for first, last in re.findall(r"(\d+)(?:–(\d+))?", text.split("·")[-1])
            for number in range(int(first), int(last or first) + 1)
        }
        if found != wanted:
            names = ", ".join(str(n) for n in sorted(wanted))
            told_numbers = ", ".join(str(n) for n in sorted(found)) or "none"
            yield Problem(
                f"it rests on the sources {names}; the picture names {told_numbers}",
                "Let the stage put up the marks of the beat.",
                frame.beat,
            )


# --- scale --------------------------------------------------------------------------------------


@picture_rule("scale-bar", "True", SCALE_BAR.source)
def scale_bar_is_as_long_as_it_says(shown: Shown) -> Iterator[Problem]:
    """The scale bar's length is what it says, at the scale of what stands beside it."""
    for frame in shown.ends:
        bar = frame.bar
        if bar is None or frame.beat == END_CARD:
            continue
        if bar.says != length_text(bar.nm):
            yield Problem(
                f"says “{bar.says}”, means {length_text(bar.nm)}", "Let it say so.", frame.beat
            )
        scales = {actor.px_per_nm for actor in frame.actors}
        if not scales:
            continue
        nearest = min((bar.drawn_px / scale for scale in scales), key=lambda nm: abs(nm - bar.nm))
        if abs(nearest - bar.nm) > SCALE_BAR.value * bar.nm:
            yield Problem(
                f"says {bar.says}, but is {nearest:.3g} nm long beside its actors",
                "Give the scale bar the view of the shot.",
                frame.beat,
            )


@dataclass(frozen=True)
class Size:
    """How large a kind of actor is drawn against a value of the ledger.

    Attributes
    ----------
    ref, nm
        The value, and how many nm its unit has.
    side
        ``long`` or ``short`` side of the smallest rectangle round it.
    low, high
        Between which shares of the value that side may lie; why stands beside each.
    enlarged
        Whether it is drawn larger than life; a fact of the beat must then say so.
    """

    ref: str
    side: str
    low: float
    high: float
    nm: float = 1.0
    enlarged: bool = False


#: A side is measured round all that is drawn of an actor, so each has a range of its own.
SIZES: Final[dict[str, Size]] = {
    # Arms spread wider than in the crystal, and enlarged payloads stick out.
    "Antibody": Size("igg4_shape.nm", "long", 1.05, 1.6),
    # The helix in the membrane (5 nm) and the tail below it (up to 4 nm) come on top.
    "Cd22": Size("cd22_length.nm", "long", 1.05, 1.42),
    "Bilayer": Size("membrane.nm", "short", 0.9, 1.5),  # it bobs
    "Coat": Size("ccv.nm", "long", 0.6, 1.15),  # it grows
    "Dna": Size("dna_diam.nm", "short", 0.95, 1.35),  # it sways, and parts where it is cut
    "Calicheamicin": Size("calich_size.nm", "long", 0.9, 1.4),  # up to 3.0 nm stretched
    # At this scale life size would be a speck; three times life at the most.
    "Payload": Size("calich_size.nm", "long", 0.9, 3.0, enlarged=True),
    "LoosePayload": Size("calich_size.nm", "long", 0.9, 3.0, enlarged=True),
    "Blast": Size("lymphoblast.um", "long", 0.8, 1.4, nm=1000.0),
    # Its bodies drift apart.
    "DyingBlast": Size("lymphoblast.um", "long", 0.8, 1.9, nm=1000.0),
}


def size_fault(actor: SeenActor, size: Size, ledger: Ledger) -> str | None:
    """How an actor's size differs from the ledger, or None."""
    value = ledger.number(size.ref) * size.nm
    drawn = actor.long_nm if size.side == "long" else actor.short_nm
    if size.low * value <= drawn <= size.high * value:
        return None
    return (
        f"{actor.kind} is {drawn:.4g} nm {'long' if size.side == 'long' else 'across'}; by "
        f"{size.ref} ({value:g} nm) {size.low * value:.4g} to {size.high * value:.4g} nm"
    )


@picture_rule("actor-size", "True", "one true scale a shot: sizes of the ledger, as drawn")
def actors_have_their_size(shown: Shown) -> Iterator[Problem]:
    """Every actor is as large as the ledger says, at the scale of its shot (not on the card)."""
    ledger = shown.told.project.ledger
    for frame in (f for f in shown.ends if f.beat != END_CARD):
        said = set()
        for actor in frame.actors:
            size = SIZES.get(actor.kind)
            if size is None or size.ref.partition(".")[0] not in ledger:
                continue
            fault = size_fault(actor, size, ledger)
            if fault and actor.kind not in said:
                said.add(actor.kind)
                yield Problem(fault, "Draw it in nm at the view's scale.", frame.beat)
            elif size.enlarged and actor.kind not in said and not _is_marked(shown, frame, size):
                said.add(actor.kind)
                yield Problem(
                    f"{actor.kind} is drawn enlarged, and the picture does not say so",
                    f"List {size.ref.partition('.')[0]} under the beat's drawn facts.",
                    frame.beat,
                )


def _is_marked(shown: Shown, frame: Frame, size: Size) -> bool:
    """Whether the beat rests on the fact that tells the enlargement."""
    script = shown.told.script.beat(frame.beat)
    return size.ref.partition(".")[0] in (*script.facts, *script.drawn)


# --- fair ---------------------------------------------------------------------------------------


@picture_rule("harm-type", "Fair", HARM_TYPE)
def harm_is_written_as_large(shown: Shown) -> Iterator[Problem]:
    """Harm is written in the picture as large as benefit."""
    sides: dict[str, float] = {}
    for side in ("benefit", "harm"):
        names = {beat.name for beat in weighing(shown.told, side)}
        sizes = [t.size for f in shown.ends if f.beat in names for t in _own_words(f)]
        if sizes:
            sides[side] = max(sizes)
    if len(sides) == 2 and sides["harm"] < sides["benefit"] - 0.5:
        yield Problem(
            f"harm is written {sides['harm']:.0f} px high, benefit {sides['benefit']:.0f} px",
            "Write both in one size.",
            weighing(shown.told, "harm")[0].name,
        )


def _own_words(frame: Frame) -> list[SeenText]:
    """The words of a beat: its labels, and what its actors write."""
    return [text for text in frame.texts if text.label is not None]


@picture_rule("end-card-shown", "Fair", "storyboard: notice, sources, dates, version", samples=True)
def end_card_shows_all(shown: Shown) -> Iterator[Problem]:
    """The end card shows notice, every source, the date of the check and the version."""
    words = shown.told.script.words
    seen = {text.text for frame in shown.beat(END_CARD) for text in frame.texts}
    lacks = []
    if words.get("notice") not in seen:
        lacks.append("the notice")
    lacks += [f"“{s.short}”" for s in shown.told.story.sources if s.short not in seen]
    months = words.get("months", "").split()
    dated = [t for t in seen if any(month in t for month in months) and re.search(r"20\d\d", t)]
    if not dated:
        lacks.append("the date of the check")
    if not any(__version__ in text for text in seen):
        lacks.append("the version")
    if lacks:
        yield Problem(f"it does not show {', '.join(lacks)}", "Complete the end card.", END_CARD)


RULES = (
    drawn_numbers_resolve,
    source_marks_are_right,
    scale_bar_is_as_long_as_it_says,
    actors_have_their_size,
    harm_is_written_as_large,
    end_card_shows_all,
)
