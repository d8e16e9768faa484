"""What the real pixels say of words, leaders and outlines, while a clip stands still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from manim import Mobject, VMobject
from scipy.ndimage import binary_dilation, binary_erosion, maximum_filter, minimum_filter

from production.check.limits import BEHIND, CROWDED, LEADER_COLOR, LEADER_REACH, QUIET, SHAPE_CONTRAST
from production.check.looking.color_science import LEVELS, contrast, difference, luminance, nearest
from production.check.looking.moment import FAINT, Moment, opacity
from production.check.looking.shown_clip import SeenLabel, SeenText
from production.check.looking.style_colors import ROLES, drawn_as
from production.draw.renderer import Picture
from scenes.script.script import END_CARD
from scenes.stage.actor import Actor
from scenes.stage.labels import boxes_of
from scenes.stage.layout import Box
from scenes.stage.style import rgb
from scenes.stage.words import Words

#: A pixel belongs to a letter if the letter changes it by so many levels of 255.
_TOUCHED: Final = 8
#: s in which the end card covers the picture.
_COVERED: Final = 1.2
#: Words that are still fading are read a moment later, px that grow by antialiasing.
FULL: Final = 0.95


@dataclass(frozen=True)
class Behind:
    """What stands behind a line of text.

    Attributes
    ----------
    contrast
        The ratio that `BEHIND` of the pixels behind any few letters reach, at the worst place.
    crowded
        Share (0-1) of its box in which something else stands than one quiet ground.
    unknown
        The actor under it, by its class, that its label was not told to keep clear of; empty if there is none.
    """

    text: str
    kind: str
    contrast: float
    crowded: float = 0.0
    unknown: str = ""


@dataclass(frozen=True)
class Pointing:
    """Where a leader ends: how far the nearest color there is from what the label names."""

    text: str
    role: str
    apart: float


@dataclass(frozen=True)
class Edge:
    """How an actor stands out: share of its outline with contrast enough, for ``label``."""

    label: str
    kind: str
    share: float


def cut(picture: Picture, box: Box, grow: float = 0.0) -> tuple[slice, slice]:
    """Rows and columns of a box (stage px) in a picture."""
    px = min(picture.shape[:2]) / 1080
    high, wide = picture.shape[:2]
    top, bottom = int((box.top - grow) * px), int(np.ceil((box.bottom + grow) * px))
    left, right = int((box.left - grow) * px), int(np.ceil((box.right + grow) * px))
    return (
        slice(int(np.clip(top, 0, high - 1)), int(np.clip(bottom, 1, high))),
        slice(int(np.clip(left, 0, wide - 1)), int(np.clip(right, 1, wide))),
    )


# --- words --------------------------------------------------------------------------------------


def behind_words(moment: Moment) -> tuple[Behind, ...]:
    """What stands behind each line that has come up fully; two rules ask for it."""
    found: tuple[Behind, ...] | None = vars(moment).get("behind_words")
    if found is None:
        found = vars(moment)["behind_words"] = tuple(_behind_words(moment))
    return found


def _behind_words(moment: Moment) -> Iterator[Behind]:
    texts = [
        text
        for text, line in zip(moment.frame.texts, moment.words, strict=True)
        if text.opacity >= FULL and (moment.at_end or not _steps_back(line))
    ]
    if not texts or _changes_to_card(moment):
        return
    labels = moment.frame.labels
    for text in texts:
        role = labels[text.label].role if text.label is not None else ""
        behind = behind_line(moment.picture, moment.bare, text, role)
        yield replace(behind, unknown=_unknown(moment, text)) if behind.crowded > CROWDED.value else behind


def _unknown(moment: Moment, text: SeenText) -> str:
    """The smallest actor under a label that sought its place and knew of nothing there."""
    label = moment.labels[text.label] if text.label is not None else None

    def lies_on(mobjects: Sequence[Mobject]) -> bool:
        return any(text.box.overlaps(Box(*row)) for row in boxes_of(moment.clip.zones, mobjects))

    if label is None or label.leader is None or lies_on(label.solids):
        return ""
    under = [actor for actor in moment.actors if lies_on([actor])]
    return type(min(under, key=lambda actor: actor.width * actor.height)).__name__ if under else ""


def _steps_back(line: Words) -> bool:
    """Whether a line is mixed toward its ground: it comes, goes, or stays so till the end."""
    made = vars(line).get("made_rgbas")
    return made is not None and bool(
        np.abs(made[0][0, :3] - line.fill_rgbas[0, :3]).max() * 255 > _TOUCHED
    )


def _changes_to_card(moment: Moment) -> bool:
    """Whether the end card is just being laid over what was there."""
    played = moment.clip.story.beats
    return moment.beat == END_CARD and not moment.at_end and bool(
        played and moment.time < played[-1].end + _COVERED + 1e-6  # a frame may fall on the very end
    )


def behind_line(picture: Picture, bare: Picture, text: SeenText, role: str = "") -> Behind:
    """What stands behind one line, from a picture with it and one without any words."""
    where = cut(picture, text.box)
    behind = bare[where]
    touched = np.abs(picture[where].astype(int) - behind).max(axis=2) > _TOUCHED
    # As near to a letter as antialiasing goes: one pixel.
    letters = binary_dilation(touched)
    ratios = contrast(behind / 255, np.array(rgb(text.color)))
    step = max(3, round(text.size * min(picture.shape[:2]) / 1080))
    worst = 21.0
    for left in range(0, max(touched.shape[1] - step // 2, 1), step):
        few = slice(left, left + step)
        there = ratios[:, few][letters[:, few]]
        if there.size:
            worst = min(worst, float(np.quantile(there, 1 - BEHIND)))
    if not touched.any():
        worst = 1.0  # nothing changes without it: it is painted over, or has its ground's color
    return Behind(text.text, text.kind, worst, crowded(behind, role))


def crowded(behind: Picture, role: str = "") -> float:
    """Share (0-1) of pixels, shape (h, w, 3), that are neither one quiet ground nor the role's."""
    coarse = (behind.reshape(-1, 3) >> 3).astype(np.int32) @ (1024, 32, 1)
    shades, places, counts = np.unique(coarse, return_inverse=True, return_counts=True)
    middle = (np.stack([shades >> 10, shades >> 5 & 31, shades & 31], axis=1) * 8 + 4) / 255
    common = middle[int(counts.argmax())]
    other = difference(middle, common) > QUIET.value
    if role and ROLES[role] and other.any():
        other &= nearest(middle, drawn_as(role)) > QUIET.value
    return float(other[places.reshape(-1)].mean())


# --- leaders ------------------------------------------------------------------------------------


def pointings(moment: Moment) -> tuple[Pointing, ...]:
    """Where the leaders end that have come up; names of regions and measures have no color."""
    return tuple(
        pointing(moment.bare, seen)
        for label, seen in zip(moment.labels, moment.frame.labels, strict=True)
        if seen.points_at_actor and opacity(label.words) > FULL
    )


def pointing(bare: Picture, label: SeenLabel) -> Pointing:
    """Where one leader ends, in a picture without words and leaders."""
    assert label.end is not None
    x, y = label.end
    reach = LEADER_REACH
    near = bare[cut(bare, Box(x - reach, y - reach, x + reach, y + reach))].reshape(-1, 3) / 255
    return Pointing(label.text, label.role, float(nearest(near, drawn_as(label.role)).min()))


# --- outlines -----------------------------------------------------------------------------------


def edges(moment: Moment) -> tuple[Edge, ...]:
    """How the actors stand out that labels with a leader name; at the ends of beats."""
    return tuple(_edges(moment)) if moment.at_end else ()


def _edges(moment: Moment) -> Iterator[Edge]:
    for label in moment.frame.labels:
        if not label.points_at_actor:
            continue
        actor = pointed_at(moment, label)
        if actor is None:
            continue
        alone = moment.bare_without(actor)
        share = outline(moment.bare, alone)
        if share is not None:
            yield Edge(label.text, type(actor).__name__, share)


def pointed_at(moment: Moment, label: SeenLabel) -> Actor | None:
    """The smallest actor round the end of a leader that has a color of the label's role."""
    assert label.end is not None
    end = Box(*label.end, *label.end)
    holding = [
        (seen.box.width * seen.box.height, i)
        for i, seen in enumerate(moment.frame.actors)
        if not moment.actors[i].background
        and seen.box.inset(-8).contains(end)
        and _is_painted(moment.actors[i], label.role)
    ]
    return moment.actors[min(holding)[1]] if holding else None


def _is_painted(actor: Actor, role: str) -> bool:
    """Whether any part of an actor has a color of a role."""
    fills = [
        m.fill_rgbas[0, :3]
        for m in actor.get_family()
        if isinstance(m, VMobject) and len(m.points) and m.fill_rgbas[0, 3] > FAINT
    ]
    if not fills:
        return False
    found = np.unique(np.round(np.array(fills), 3), axis=0)
    return bool((nearest(found, drawn_as(role, hazed=False)) < LEADER_COLOR.value).any())


def outline(there: Picture, gone: Picture) -> float | None:
    """Share of an actor's outline that stands out from what is round it, 3 to 1 or better.

    Parameters
    ----------
    there, gone
        The picture with the actor and without it.

    Notes
    -----
    The darkest and the lightest pixel within two inside the outline (the contour is one of
    them) against what is behind the outline. A contour thinner than a pixel is mixed with
    what lies beside it, so a shape that passes here passes all the more at full size.
    """
    changed = np.abs(there.astype(int) - gone).max(axis=2) > _TOUCHED
    if changed.sum() < 12:
        return None
    ring = changed & ~binary_erosion(changed, border_value=1)
    inside = luminance(LEVELS[there])
    behind = luminance(LEVELS[gone])
    dark = minimum_filter(np.where(changed, inside, 1.0), 5)[ring]
    light = maximum_filter(np.where(changed, inside, 0.0), 5)[ring]
    round_it = behind[ring]
    best = np.maximum(_ratio(light, round_it), _ratio(dark, round_it))
    return float((best >= SHAPE_CONTRAST.value).mean())


def _ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Contrast ratios of luminances."""
    return np.asarray((np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05))
