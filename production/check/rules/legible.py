"""Legible: text that is large, clear of all else, in contrast, short, and there long enough.

What counts where: *labels* are the words that a beat puts up, with a leader or without one.
Title, subtitle, scale bar, marks (what is simplified, which sources) and the end card are
furniture: they stand in the same place in every clip or wait for nobody, so they are held to
size, place and contrast, and not counted among words at once. Words and letters that actors
draw themselves (atoms of a formula, days of an axis, a count) are part of a drawing, and
their numbers another rule's affair; they are held to size, place and contrast, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, Final

from production.check.finding import Problem, nothing_to_judge
from production.check.limits import (
    CROWDED,
    ESSENTIAL,
    LABEL,
    LABEL_WORDS,
    LABELS,
    LEADER_COLOR,
    OUTLINE,
    OVERSHOOT,
    READ_A_WORD,
    READ_BASE,
    SAFE,
    SECONDARY,
    SHAPE_CONTRAST,
    SIZE_DUST,
    TEXT_CONTRAST,
    WORDS,
)
from production.check.looking.label_times import LabelTimes, Stand
from production.check.looking.pixels import Behind, Edge, Pointing, behind_words, edges, pointings
from production.check.looking.shown_clip import Frame, SeenText, ShownClip
from production.check.reading.project import Project
from production.check.rule import picture_rule, project_rule
from scenes.script.font import lacking
from scenes.script.language.typography import shapes
from scenes.script.script import END_CARD

#: Text that is fainter than this is coming or going.
_THERE: Final = 0.5
#: Kinds of text under which nothing but a quiet ground may lie.
_ON_A_GROUND: Final = ("title", "subtitle", "label", "minor", "marks", "bar")


def _there(frame: Frame) -> list[SeenText]:
    return [text for text in frame.texts if text.opacity > _THERE]


def _once(problems: Iterator[tuple[tuple[object, ...], Problem]]) -> Iterator[Problem]:
    """Only the first problem of each key: a beat has many frames."""
    said = set()
    for key, problem in problems:
        if key not in said:
            said.add(key)
            yield problem


def _of(shown: ShownClip, rule: str) -> list[tuple[str, Any]]:
    """What a rule observed, one thing after another, with the beat it was seen in."""
    return [(beat, seen) for _, beat, many in shown.observed.get(rule, ()) for seen in _many(many)]


def _many(seen: object) -> Sequence[Any]:
    return seen if isinstance(seen, tuple) else ()


# --- nothing to judge ---------------------------------------------------------------------------


def _without_text(shown: ShownClip) -> Iterator[Problem]:
    """The problem of a clip in which no text was seen: each has a title and an end card."""
    if not any(frame.texts for frame in shown.frames):
        yield nothing_to_judge("no frame has any text")


def _unobserved(shown: ShownClip, rule: str, what: str, wanted: bool = True) -> Iterator[Problem]:
    """The problem of a rule that observed nothing, where it was wanted."""
    if wanted and not _of(shown, rule):
        yield nothing_to_judge(what)


def _points(frames: Iterable[Frame]) -> bool:
    """Whether any label has a leader to an actor that is known by its colors."""
    return any(label.points_at_actor for frame in frames for label in frame.labels)


def _puts_labels_up(shown: ShownClip) -> bool:
    return any(beat.labels for beat in shown.told.spoken_beats)


# --- letters ------------------------------------------------------------------------------------


@project_rule("letters", "Legible", "the typeface: its own table of letters (OpenType, cmap), in each of its files")
def letters_are_in_the_typeface(project: Project) -> Iterator[Problem]:
    """Every letter in the pictures is in the language's typefaces: none is a box, or taken from another font."""
    for code, file in project.scripts.items():
        for path, text in _texts((), file.data):
            if _is_drawn(path) and (gone := lacking(text, code)):
                clip = path[1] if path[0] == "clip" else ""
                yield Problem(f"{file.where(*path)}: {gone}", "Write it with letters that the font has.", clip=clip)


@picture_rule("outlines", "Legible", "a text is all of its letters: a figure without its digit is another figure")
def all_letters_are_drawn(shown: ShownClip) -> Iterator[Problem]:
    """As many letters have an outline in the picture as the text asks for."""
    lines = {(frame.beat, text.text, text.drawn) for frame in shown.frames for text in frame.texts}
    counted = [(beat, text, drawn) for beat, text, drawn in lines if drawn is not None]
    if not counted:
        yield nothing_to_judge("no text tells how many of its letters are drawn")
    for beat, text, drawn in sorted(counted):
        if drawn != (asked := shapes(text)):
            yield Problem(
                f"“{text}” asks for {asked} letters, and {drawn} are drawn",
                "Look at it, and at scenes/stage/glyphs.py.",
                beat,
            )


def _is_drawn(path: tuple[str, ...]) -> bool:
    """Whether the text with this key of a script stands in pictures."""
    if path[0] != "clip":
        return path[0] == "words"
    return path[4:5] == ("labels",) or any(key in ("title", "subtitle", "summary") for key in path[2:3])


def _texts(path: tuple[str, ...], value: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """All texts in a table, each with its key."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts((*path, key), inner)


# --- size and place -----------------------------------------------------------------------------


def smallest(text: SeenText, shape: str) -> float:
    """How small a text may be drawn, px: by what it is."""
    if text.kind in ("title", "subtitle"):
        return ESSENTIAL[shape].value
    return LABEL.value if text.kind == "label" else SECONDARY.value


@picture_rule("text-size", "Legible", ESSENTIAL["landscape"].source, samples=True)
def text_is_large(shown: ShownClip) -> Iterator[Problem]:
    """Text is as large as it has to be: titles and labels 48 px (titles 66 upright), the rest 36."""
    yield from _without_text(shown)
    yield from _once(
        (
            (frame.beat, text.text),
            Problem(
                f"“{text.text}” ({text.kind}) is {text.size:.0f} px high, under {least:.0f} px",
                "Draw it larger, or say less.",
                frame.beat,
            ),
        )
        for frame in shown.frames
        for text in frame.texts
        if text.size < (least := smallest(text, shown.shape)) - SIZE_DUST
    )


@picture_rule("text-place", "Legible", SAFE, samples=True)
def text_stands_in_the_safe_area(shown: ShownClip) -> Iterator[Problem]:
    """Text stands inside the safe area and above the captions."""
    yield from _without_text(shown)
    z = shown.zones

    def faults() -> Iterator[tuple[tuple[object, ...], Problem]]:
        for frame in shown.frames:
            for text in _there(frame):
                box, where = text.box, ""
                if not z.safe.contains(box, OVERSHOOT):
                    over = max(z.safe.left - box.left, z.safe.top - box.top, box.right - z.safe.right,
                               box.bottom - z.safe.bottom)
                    where = f"{over:.0f} px outside the safe area"
                if box.bottom > z.caption.top + OVERSHOOT:
                    where = f"{box.bottom - z.caption.top:.0f} px deep in the captions' band"
                if where:
                    problem = Problem(f"“{text.text}” stands {where}", "Move it in.", frame.beat)
                    yield (frame.beat, text.text), problem

    yield from _once(faults())


@picture_rule("text-overlap", "Legible", "no text over text", samples=True)
def no_text_over_text(shown: ShownClip) -> Iterator[Problem]:
    """No text lies over another text."""
    yield from _without_text(shown)

    def faults() -> Iterator[tuple[tuple[object, ...], Problem]]:
        for frame in shown.frames:
            for one, other in combinations(_there(frame), 2):
                same = one.label is not None and one.label == other.label
                if not same and one.box.overlaps(other.box):
                    what = f"“{one.text}” and “{other.text}” lie over each other"
                    yield (
                        (frame.beat, one.text, other.text),
                        Problem(what, "Move one of them, or let it come later.", frame.beat),
                    )

    yield from _once(faults())


@picture_rule(
    "text-on-actor", "Legible", "no label over an actor that it does not name", samples=True,
    observe=behind_words,
)
def no_label_over_an_actor(shown: ShownClip) -> Iterator[Problem]:
    """Labels and furniture lie over no actor but one that they name; a quiet crowd is ground.

    Title, bar and marks keep their place while the view moves below them: what counts of them
    is where the picture comes to rest. Their contrast counts all the time.
    """
    yield from _unobserved(shown, "text-on-actor", "no line of text was looked at")
    rests = {frame.time for frame in shown.ends}
    worst: dict[tuple[str, str], tuple[float, float, str]] = {}
    for time, beat, many in shown.observed.get("text-on-actor", ()):
        for behind in _many(many):
            at_rest = time in rests or behind.kind in ("label", "minor")
            if behind.kind in _ON_A_GROUND and at_rest:
                key = beat, behind.text
                worst[key] = max(worst.get(key, (0.0, 0.0, "")), (behind.crowded, time, behind.unknown))
    for (beat, text), (share, time, unknown) in worst.items():
        if share > CROWDED.value:
            yield Problem(
                f"“{text}” has something else than one quiet ground behind {share:.0%} of it "
                f"at {time:.1f} s",
                f"Name the actor ({unknown}) in self.solid(...) before the label, so that it keeps clear of it."
                if unknown else "Move it to a clear place, or what lies behind it.",
                beat,
            )


# --- contrast -----------------------------------------------------------------------------------


@picture_rule("text-contrast", "Legible", TEXT_CONTRAST.source, samples=True, observe=behind_words)
def text_stands_out(shown: ShownClip) -> Iterator[Problem]:
    """Text stands out 4.5 to 1 from the pixels behind it, at its worst place and time."""
    yield from _unobserved(shown, "text-contrast", "no line of text was looked at")
    worst: dict[tuple[str, str], tuple[float, float]] = {}
    behind: Behind
    for time, beat, many in shown.observed.get("text-contrast", ()):
        for behind in _many(many):
            key = beat, behind.text
            worst[key] = min(worst.get(key, (22.0, 0.0)), (behind.contrast, time))
    for (beat, text), (contrast, time) in worst.items():
        if contrast < TEXT_CONTRAST.value - 0.005:
            yield Problem(
                f"“{text}” has a contrast of {contrast:.1f} to 1 at {time:.1f} s",
                "Take a color of style.LABEL, or move it to a calmer ground.",
                beat,
            )


@picture_rule("shape-contrast", "Legible", SHAPE_CONTRAST.source, observe=edges)
def shapes_stand_out(shown: ShownClip) -> Iterator[Problem]:
    """What a leader points at stands out 3 to 1 from what is round it, on a third of its outline."""
    yield from _unobserved(
        shown, "shape-contrast", "there are leaders, and none ends on an actor of its role's color", _points(shown.ends)
    )
    edge: Edge
    for beat, edge in _of(shown, "shape-contrast"):
        if edge.share < OUTLINE.value:
            yield Problem(
                f"“{edge.label}” ({edge.kind}) stands out 3 to 1 on {edge.share:.0%} of its outline",
                "Give it a contour, or another ground.",
                beat,
            )


@picture_rule("leader-end", "Legible", LEADER_COLOR.source, samples=True, observe=pointings)
def leaders_end_on_what_they_name(shown: ShownClip) -> Iterator[Problem]:
    """A leader ends on the actor that its label names."""
    yield from _unobserved(
        shown, "leader-end", "there are leaders, and the end of none was looked at", _points(shown.frames)
    )
    pointing: Pointing
    worst: dict[tuple[str, str], tuple[float, float, str]] = {}
    for time, beat, many in shown.observed.get("leader-end", ()):
        for pointing in _many(many):
            apart, _, _ = worst.get((beat, pointing.text), (-1.0, 0.0, ""))
            if pointing.apart > apart:
                worst[beat, pointing.text] = pointing.apart, time, pointing.role
    for (beat, text), (apart, time, role) in worst.items():
        if apart > LEADER_COLOR.value:
            yield Problem(
                f"the leader of “{text}” ends on nothing of the color of {role} at {time:.1f} s "
                f"(nearest: {apart:.0f} apart)",
                "Let it end on an anchor of the actor that it names, once that is there.",
                beat,
            )


# --- how much, how long -------------------------------------------------------------------------


@picture_rule("label-count", "Legible", LABELS.source, samples=True)
def labels_are_few_and_short(shown: ShownClip) -> Iterator[Problem]:
    """At most seven words a label, three labels and twelve words of labels at once."""
    if _puts_labels_up(shown) and not any(t.label is not None for f in shown.frames for t in f.texts):
        yield nothing_to_judge("labels are put up, and no frame shows one")

    def faults() -> Iterator[tuple[tuple[object, ...], Problem]]:
        for frame in shown.frames:
            if frame.beat == END_CARD:
                continue
            owners = {text.label for text in _there(frame) if text.label is not None}
            labels = [frame.labels[i] for i in sorted(owners)]
            for label in labels:
                count = len(label.text.split())
                if count > LABEL_WORDS.value:
                    what = f"“{label.text}” has {count} words, over {LABEL_WORDS.value:.0f}"
                    yield (frame.beat, label.text), Problem(what, "Say it shorter.", frame.beat)
            if len(labels) > LABELS.value:
                what = f"{len(labels)} labels stand at once, over {LABELS.value:.0f}"
                yield (frame.beat, "labels"), Problem(what, "Let one go first.", frame.beat)
            words = sum(len(label.text.split()) for label in labels)
            if words > WORDS.value:
                what = f"{words} words stand at once, over {WORDS.value:.0f}"
                yield (frame.beat, "words"), Problem(what, "Say less at once.", frame.beat)

    yield from _once(faults())


@picture_rule("label-time", "Legible", READ_BASE.source, onlooker=LabelTimes)
def labels_stand_long_enough(shown: ShownClip) -> Iterator[Problem]:
    """A label, and the subtitle, stands one second and 0.3 s a word, from when it is half there."""
    stands: Sequence[Stand] = _many(shown.told_by.get("label-time"))
    if _puts_labels_up(shown) and not stands:
        yield nothing_to_judge("labels are put up, and nobody saw one come or go")
    for stand in stands:
        needs = READ_BASE.value + READ_A_WORD * len(stand.text.split())
        if stand.seconds < needs - 0.02:
            yield Problem(
                f"“{stand.text}” stands {stand.seconds:.1f} s; to read it takes {needs:.1f} s",
                "Put it up earlier, or say less.",
                stand.beat,
            )


RULES = (
    letters_are_in_the_typeface,
    all_letters_are_drawn,
    text_is_large,
    text_stands_in_the_safe_area,
    no_text_over_text,
    no_label_over_an_actor,
    text_stands_out,
    shapes_stand_out,
    leaders_end_on_what_they_name,
    labels_are_few_and_short,
    labels_stand_long_enough,
)
