"""True and fair in the picture: numbers that are drawn, scale bar, sizes, end card, type of harm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from production.check.finding import Problem, nothing_to_judge
from production.check.limits import HARM_TYPE, SCALE_BAR
from production.check.looking.shown_clip import Frame, SeenActor, SeenText, ShownClip
from production.check.reading.numbers import numbers_in, values_of
from production.check.rule import picture_rule
from production.check.rules.fair import weighing
from scenes.script.facts import Ledger
from scenes.script.known_names import known_names
from scenes.script.script import END_CARD
from scenes.script.version import VERSION
from scenes.stage.actor import LifeSize


@picture_rule("number-in-picture", "True", "the ledger is the only place a number may come from")
def drawn_numbers_resolve(shown: ShownClip) -> Iterator[Problem]:
    """Every number in the picture, whoever draws it, is a value of a fact of its beat."""
    if not any(frame.texts for frame in shown.ends):
        yield nothing_to_judge("no beat ends with any text in the picture")
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


def _source_marks(shown: ShownClip, frame: Frame) -> list[str]:
    """Texts that number the sources; their numbers are held against the list here."""
    words = shown.told.script.words
    heads = tuple(word for key in ("source", "sources") if (word := words.get(key)))
    return [text.text for text in frame.texts if heads and any(h in text.text for h in heads)]


@picture_rule("source-mark", "True", "the numbers in the picture are those of the list at the end")
def source_marks_are_right(shown: ShownClip) -> Iterator[Problem]:
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
def scale_bar_is_as_long_as_it_says(shown: ShownClip) -> Iterator[Problem]:
    """The scale bar's length is what it says, at the scale of what stands beside it."""
    barred = [(frame, frame.bar) for frame in shown.ends if frame.bar and frame.beat != END_CARD]
    if shown.scaled and not barred:
        yield nothing_to_judge("the clip says that it is drawn to scale, and no beat ends with a scale bar")
    for frame, bar in barred:
        if bar.says != (means := shown.told.script.style.length(bar.nm)):
            yield Problem(f"says “{bar.says}”, means {means}", "Let it say so.", frame.beat)
        scales = {actor.px_per_nm for actor in frame.actors}
        if not scales:
            yield nothing_to_judge("no actor stands beside the scale bar", frame.beat)
            continue
        nearest = min((bar.drawn_px / scale for scale in scales), key=lambda nm: abs(nm - bar.nm))
        if abs(nearest - bar.nm) > SCALE_BAR.value * bar.nm:
            yield Problem(
                f"says {bar.says}, but is {nearest:.3g} nm long beside its actors",
                "Give the scale bar the view of the shot.",
                frame.beat,
            )


def size_fault(actor: SeenActor, size: LifeSize, ledger: Ledger) -> str | None:
    """How an actor's size differs from what it says of it, or None."""
    value = ledger.number(size.ref) * size.unit_nm
    drawn = actor.long_nm if size.side == "long" else actor.short_nm
    if size.low * value <= drawn <= size.high * value:
        return None
    return (
        f"{actor.kind} is {drawn:.4g} nm {'long' if size.side == 'long' else 'across'}; by "
        f"{size.ref} ({value:g} nm) {size.low * value:.4g} to {size.high * value:.4g} nm"
    )


@picture_rule("actor-size", "True", "one true scale a shot: sizes of the ledger, as drawn")
def actors_have_their_size(shown: ShownClip) -> Iterator[Problem]:
    """Every actor is as large as the ledger says, at the scale of its shot (not on the card)."""
    ledger = shown.told.project.ledger
    ends = [frame for frame in shown.ends if frame.beat != END_CARD]
    if shown.scaled and not any(actor.life_size for frame in ends for actor in frame.actors):
        yield nothing_to_judge("the clip says that it is drawn to scale, and no actor in it says how large it is")
    for frame in ends:
        said = set()
        for actor in frame.actors:
            size = actor.life_size
            if size is None or actor.kind in said:
                continue
            fact = size.ref.partition(".")[0]
            if fact not in ledger:
                what, do = f"{actor.kind} is measured by {size.ref}, which is not in the ledger", "Name a fact."
            elif fault := size_fault(actor, size, ledger):
                what, do = fault, "Draw it in nm at the view's scale."
            elif size.enlarged and not _rests_on(shown, frame, fact):
                what = f"{actor.kind} is drawn enlarged, and the picture does not say so"
                do = f"List {fact} under the beat's drawn facts."
            else:
                continue
            said.add(actor.kind)
            yield Problem(what, do, frame.beat)


def _rests_on(shown: ShownClip, frame: Frame, fact: str) -> bool:
    """Whether a beat rests on a fact, or its drawing does."""
    script = shown.told.script.beat(frame.beat)
    return fact in (*script.facts, *script.drawn)


# --- fair ---------------------------------------------------------------------------------------


@picture_rule("harm-type", "Fair", HARM_TYPE)
def harm_is_written_as_large(shown: ShownClip) -> Iterator[Problem]:
    """Harm is written in the picture as large as benefit."""
    sides: dict[str, float] = {}
    for side in ("benefit", "harm"):
        beats = weighing(shown.told, side)
        names = {beat.name for beat in beats}
        sizes = [t.size for f in shown.ends if f.beat in names for t in _own_words(f)]
        if sizes:
            sides[side] = max(sizes)
        elif any(beat.labels for beat in beats):
            yield nothing_to_judge(f"{side} has labels, and no beat ends with one of them", beats[0].name)
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
def end_card_shows_all(shown: ShownClip) -> Iterator[Problem]:
    """The end card shows notice, every source, the date of the check and the version."""
    words = shown.told.script.words
    seen = {text.text for frame in shown.beat(END_CARD) for text in frame.texts}
    lacks = []
    if words.get("notice") not in seen:
        lacks.append("the notice")
    lacks += [f"“{s.short}”" for s in shown.told.story.sources if s.short not in seen]
    facts = shown.told.facts(*{id for beat in shown.told.script.beats for id in beat.facts})
    months = {shown.told.script.style.month(fact.checked) for fact in facts}
    if not any(month in text for month in months for text in seen):
        lacks.append("the date of the check")
    if not any(VERSION in text for text in seen):
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
