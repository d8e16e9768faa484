"""For silent screens: captions that stand in the picture, and what of a clip its loop leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from production.check.finding import Problem, nothing_to_judge
from production.check.limits import PICTURE_CAPTION, PICTURE_CAPTION_CONTRAST
from production.check.looking.shown_clip import Frame, ShownClip
from production.check.reading.told_clip import ToldClip, ToldFilm
from production.check.rule import picture_rule, story_rule
from production.check.rules.captions import beat_of
from production.check.rules.fair import (
    harm_gets_comparable_time,
    harm_is_said_as_calmly,
    harm_stands_beside_benefit,
)
from production.check.rules.plain import terms_are_explained
from production.draw.captions import CaptionPlate
from scenes.running_order import LOOP_AGAIN, LOOP_WITHIN, longest_loop
from scenes.script.cue import Cue, in_picture
from scenes.script.script import END_CARD
from scenes.script.voice import SilentVoice
from scenes.stage.layout import Box, zones
from scenes.stage.style import contrast


@picture_rule("picture-captions", "Captions", PICTURE_CAPTION_CONTRAST.source, samples=True)
def captions_in_the_picture_are_read_from_afar(shown: ShownClip) -> Iterator[Problem]:
    """Captions in the picture are 66 px or larger, 7 to 1 on an opaque plate, in their band, and over no word."""
    told = shown.told
    if not told.request.in_picture:
        return
    judged = 0
    card = next((beat.start for beat in told.story.beats if beat.name == END_CARD), told.story.duration)
    for cue in in_picture([cue for cue in told.cues if cue.start < card]):
        judged += 1
        plate = CaptionPlate(cue.lines, zones(told.shape))
        for fault in (*plate_faults(plate, told.shape), *covered(shown.frames, cue, plate.box)):
            yield Problem(f"{fault}: “{cue.text}”", "Shorten the words that are said, or move what it covers.",
                          beat_of(told, cue))
    if not judged:
        yield nothing_to_judge("no caption stands in the picture")


def plate_faults(plate: CaptionPlate, shape: str) -> Iterator[str]:
    """What of a plate cannot be read from afar, or leaves its band."""
    least, ratio = PICTURE_CAPTION.value, PICTURE_CAPTION_CONTRAST.value
    if plate.size < least:
        yield f"letters of {plate.size:.0f} px, at least {least:.0f}"
    ground, *lines = plate
    found = min(contrast(line.get_fill_color().to_hex(), ground.get_fill_color().to_hex()) for line in lines)
    if found < ratio or ground.get_fill_opacity() < 1:
        yield f"{found:.1f} to 1 on a plate of opacity {ground.get_fill_opacity():.2f}; {ratio:.0f} to 1 on 1 is asked"
    if not zones(shape).caption.contains(plate.box, slack=0):
        yield "the plate leaves its band"


def covered(frames: tuple[Frame, ...], cue: Cue, plate: Box) -> Iterator[str]:
    """Words that a caption lies on while it stands."""
    for frame in frames:
        if cue.start <= frame.time < cue.end:
            for text in frame.texts:
                if text.box.overlaps(plate):
                    yield f"it covers “{text.text}” at {frame.time:.1f} s"
                    return


def shortened(told: ToldClip) -> ToldClip:
    """A clip as its loop tells it: without the beats that may be left out."""
    kept = told.script.kept
    beats = [beat for beat in told.story.beats if beat.name in kept]
    return replace(told, story=replace(told.story, beats=beats))


def loop_faults(told: ToldClip) -> Iterator[Problem]:
    """What the loop of a clip lacks that the clip has: a term's explanation, or the harm beside a benefit."""
    short = shortened(told)

    def found(clip: ToldClip) -> list[Problem]:
        alone = ToldFilm(told.project, told.language, told.audience, told.shape, (clip,), frozenset([told.clip]))
        fairly = (harm_stands_beside_benefit, harm_gets_comparable_time, harm_is_said_as_calmly)
        return [*terms_are_explained.judge(clip), *(problem for rule in fairly for problem in rule.judge(alone))]

    known = {(problem.clip, problem.beat) for problem in found(told)}
    yield from (problem for problem in found(short) if (problem.clip, problem.beat) not in known)


@story_rule("loop-story", "Fair", "our choice: a loop leaves out no word that it needs, and no harm that outweighs")
def a_loop_leaves_out_nothing_it_needs(told: ToldClip) -> Iterator[Problem]:
    """Without the beats that its loop leaves out, a clip explains its terms, and tells harm as it tells benefit.

    For patients it is short enough for a wall, too.
    """
    kept = shortened(told).story.beats
    gaps = sum(a.name not in told.script.kept and b.name in told.script.kept for a, b in pairwise(told.story.beats))
    seconds = sum(beat.end - beat.start for beat in kept) + LOOP_AGAIN.seconds + LOOP_AGAIN.holds
    seconds += gaps * LOOP_WITHIN.seconds
    silent = told.request.voice.name == SilentVoice().name  # as loops are: a narrator has another pace
    longest = longest_loop(told.language)
    if told.walked and silent and told.audience == "patient" and seconds > longest:
        yield Problem(f"its loop lasts {seconds:.1f} s, at most {longest:.0f}", "Mark a beat as leavable.")
    for problem in loop_faults(told):
        yield replace(
            problem, what=f"in its loop: {problem.what}", do="Mark another beat as leavable.", clip=""
        )


RULES = (captions_in_the_picture_are_read_from_afar, a_loop_leaves_out_nothing_it_needs)
