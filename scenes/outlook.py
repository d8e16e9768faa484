"""Outlook: what comes next. A grown tree is what is approved, seedlings are what is being studied.

Other grown trees stand behind it: treatments that exist as well, named and not compared. Each seedling carries a sign
in a broken ring, and a tag with the year of a report: lower or split doses, other medicines beside it, first
treatment, CAR-T cells that hold on to the same CD22. Their height means nothing, and some heaps stay bare.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Final

from scenes.cast.molecules.ornament import Ornament
from scenes.script.language.typography import measures
from scenes.sets.outlook.ground import Ground, shadow_under
from scenes.sets.outlook.layout import Composition
from scenes.sets.outlook.seedlings import Seedling
from scenes.sets.outlook.signs import STUDIED, Plate, Sign, Tag
from scenes.sets.outlook.trees import Habit, Tree
from scenes.stage.clip import Beat, Clip
from scenes.stage.labels import Label, clear_below, measure
from scenes.stage.layout import Box, Place
from scenes.stage.motion import ease, stepped, wobble
from scenes.stage.style import HILL, HILL_FAR, MEADOW, SKY, SOIL, Weight, inked, mix
from scenes.stage.view import View
from scenes.stage.words import extent

#: The other treatments of today, and how their trees are grown.
OTHERS: Final[dict[str, Habit]] = {"blina": "round", "chemo": "spreading", "transplant": "column", "cd19": "oval"}
#: When each of them is named: shares of the narration, for patients and for students.
_SAID: Final = (
    ("blinatumomab", 0.05), ("chemo drugs|chemotherapy", 0.14), ("a transplant|transplant", 0.27),
    ("there are|approved CAR-T", 0.4),
)
#: What is to be known of a study, one line after the other.
_NOTES: Final = {
    "being_studied": "", "lower": "a small", "split": "one center", "not_approved": "it is not", "harm": "in one",
    "in_trials": "",
}
#: How far the other treatments stand back, and a seedling while another one is told.
_FAR: Final = 0.5
_DIM: Final = 0.5
#: How far apart words keep that stand under each other, px.
_APART: Final = 2.0
#: Px of a tag's stick that a name may stand over.
_UNDER_TAG: Final = 20.0
#: How heavy words are, by their size.
_WEIGHTS: Final[dict[str, Weight]] = {"label": "bold", "minor": "semibold"}


class Outlook(Clip):
    """Beats: today, beside, doses, partners, first, car_t, studied."""

    name = "outlook"
    poster_beat = "studied"
    lasts = (30, 68)
    ground = SKY
    scaled = False  # a garden with signs: its molecules are some of them

    def construct(self) -> None:
        """The shot list."""
        self.build_the_garden()
        with self.beat("today") as beat:
            self.word("today", self.plan.under_tree, 0.6, over=self.zones.pick(inf, inf, 624))  # the edge of the bed
            self.act_until(max(beat.narration_end, self.now + 3.5))
        with self.beat("beside") as beat:
            self.name_the_others(beat)
        with self.beat("doses") as beat:
            self.tell(0, beat)
        with self.beat("partners") as beat:
            self.tell(1, beat)
        with self.beat("first") as beat:
            self.tell(2, beat)
        with self.beat("car_t") as beat:
            self.tell(3, beat)
        with self.beat("studied") as beat:
            self.say_what_may_come(beat)
        self.end_card(Ornament(self.zones.shape))

    def setup(self) -> None:
        """In the wide picture the sources stand beside the title, clear of the garden."""
        vars(self)["marks_corner"] = self.zones.pick("top_right", "bottom_left", "bottom_left")
        super().setup()

    # --- the garden -----------------------------------------------------------------------
    def build_the_garden(self) -> None:
        """Ground, grown trees, and heaps of soil in which something may come up."""
        z, plan = self.zones, Composition.of(self.zones)
        self.plan, self.stage = plan, View(1.0).at(z.point(0, 0))
        self.add(Ground(self.stage, z, plan))
        self.others = {
            name: Tree(self.at(foot).scaled(plan.other), habit, self.seed_for(name), "far")
            for (name, habit), foot in zip(OTHERS.items(), plan.others, strict=True)
        }
        for tree in self.others.values():
            self.add(shadow_under(tree.view, 2.6), tree)
            self.haze(tree, _FAR, HILL_FAR, 0.0)
        self.tree = Tree(self.at(plan.tree).scaled(plan.unit), "grown", self.seed_for("tree"))
        x, y = plan.tree
        self.add(self.tree, Sign(self.at((x, y - plan.unit * self.tree.middle[1])), plan.medal, "today"))
        self.ambient(self.tree, lambda tree, t: tree.sway(self.air(stepped(t, 10))))
        self.plants = [self.plant(number, study) for number, study in enumerate(STUDIED)]

    def air(self, time: float) -> float:
        """How far a crown is turned, degrees."""
        return float(wobble(self.seed_for("air"), 0.45 * time)[0])

    def at(self, place: Place) -> View:
        """A view whose origin is a place (px, y down)."""
        return self.stage.at(self.zones.point(*place))

    def plant(self, number: int, study: str) -> tuple[Seedling, Sign, Tag]:
        """A seedling that has not come up yet, its sign and its tag."""
        plan = self.plan
        (x, y), (sign_x, sign_y) = plan.plants[number], plan.signs[number]
        height = y - sign_y - plan.sign - 2
        seedling = Seedling(self.at((x, y)), height, sign_x - x, plan.leaf, self.seed_for(study))
        labels = self.script.beat(study).labels
        own = measures(labels[study])  # of its name, which stands under the tag
        up = max(own.above + own.below - 1, 0.0) * self.zones.pick(90, 0, 0)
        tag = Tag(self.at((x, y + plan.tag - up)), labels["date"], self.zones.type.minor)
        return seedling, Sign(self.at((sign_x, sign_y)), plan.sign, study), tag

    # --- beats ----------------------------------------------------------------------------
    def name_the_others(self, beat: Beat) -> None:
        """One after the other they come forward, each with its name at its foot and a sign in its crown."""
        plan = self.plan
        assert self._title is not None
        x, y = plan.over_others
        y = clear_below(self._title, self.zones, y, beat.script.labels["others"], self.zones.type.label)
        self.word("others", (x, y), 0.2)
        places = self.plate_places([beat.script.labels[name] for name in self.others])
        for i, (name, tree) in enumerate(self.others.items()):
            x, y = tree.middle
            sign = Sign(self.stage.at(tree.view.point(x, y)), 1.55 * plan.other, name)
            plate = Plate(self.at(places[i]), beat.script.labels[name], plan.plate)
            come, go = max(beat.when(*_SAID[i]) - self.now, 0.0), beat.narration_end + 0.9 - self.now
            self.haze(tree, 0.06, HILL_FAR, 0.8, come)
            self.haze(tree, _FAR, HILL_FAR, 0.8, go)
            for part, ground in ((sign, tree.tone), (plate, HILL)):
                self.emerge(part, 0.6, come + 0.3, ground, behind=self.tree)
                self.haze(part, 1.0, mix(ground, HILL_FAR, _FAR), 0.5, go)
                self.hide(part, 0.2, go + 0.4)
        self.act_until(beat.narration_end)

    def plate_places(self, texts: Sequence[str]) -> list[Place]:
        """Middles of the plates with these texts, px: clear of the tree and of each other."""
        found: list[tuple[float, float, float]] = []
        size, crown = self.plan.plate, self.zones.px(self.tree.get_right())[0]
        for text, (x, y) in zip(texts, self.plan.plates, strict=True):
            half = Plate.wide_for(text, size) / 2 + _APART
            if y < self.plan.tree[1] - 2 * self.plan.unit:  # beside its crown, and not its trunk
                x = max(x, crown + half - 0.45 * size)
            x = min(x, self.zones.safe.right + _APART - half)
            if found and found[-1][1] == y and abs(x - found[-1][0]) < half + found[-1][2]:
                found[-1] = (found[-1][0], y + 0.72 * size, found[-1][2])
                y -= 0.72 * size
            found.append((x, y, half))
        return [(x, y) for x, y, _ in found]

    def let_grow(self, number: int) -> None:
        """A seedling comes up: its stem, its leaves, its sign, its tag; the others step back."""
        start = self.now + 0.2
        self.dim(self.plants[:number])
        seedling, sign, tag = self.plants[number]
        self.add(seedling, sign)
        self.ambient(seedling, lambda it, t: it.grow(ease(t, start, 1.7), stepped(t, 10)))
        self.ambient(sign, lambda it, t: it.open(ease(t, start + 1.4, 0.8)))
        self.emerge(tag, 0.6, 2.0, inked(SOIL, 0.16))

    def dim(self, plants: list[tuple[Seedling, Sign, Tag]], share: float = _DIM) -> None:
        """Let seedlings step back, or with 0 come forward again; a date stays legible."""
        for seedling, sign, tag in plants:
            self.still(seedling)
            self.still(sign)
            for part in (seedling, sign):
                self.haze(part, share, MEADOW, 0.6)
            self.haze(tag, 0.5 * share, SOIL, 0.6)

    def tell(self, number: int, beat: Beat) -> None:
        """A seedling grows, its name stands in the soil below it, and what is to be known of it."""
        notes = [key for key in _NOTES if key in beat.script.labels]
        x, _ = self.plan.plants[number]
        name, note = self.plan.words
        self.let_grow(number)
        over = min(self.reaches(key, note, "minor")[1] for key in notes) - _APART
        _, _, tag = self.plants[number]
        top = self.reaches(STUDIED[number], name, "label", over)[1]
        size = "label" if top > self.zones.px(tag.get_bottom())[1] - _UNDER_TAG else "minor"
        x, _ = self.word(STUDIED[number], (x, name), 0.9, size, over).box.center
        for i, key in enumerate(notes):
            label = self.word(key, (x, note), 0.4, "minor")
            if i + 1 == len(notes):
                self.act_until(max(beat.narration_end, self.now + (3.4 if i else 2.6)))
                break
            following = beat.when(_NOTES[notes[i + 1]], (i + 1) / len(notes)) - 0.3
            self.act_until(max(following, self.now + (2.6 if i else 2.7)))
            self.hide(label, 0.3)

    def say_what_may_come(self, beat: Beat) -> None:
        """Some will not grow; and what a person can ask today."""
        one, other = self.plan.asked
        self.dim(self.plants)
        first = self.word("not_all", (other[0], one[1]), 0.3)
        self.act_until(max(beat.when("so ask", 0.36), self.now + 2.8))
        self.hide(first, 0.3)
        self.dim(self.plants, 0.0)
        over = self.reaches("trial", other[1], "label")[1] - _APART if one[0] == other[0] else inf
        self.word("fits", one, 0.4, over=over)
        self.word("trial", other, 1.2)
        self.act_until(max(beat.narration_end, self.now + 3.4))

    def word(self, key: str, at: Place, delay: float, size: str = "label", over: float = inf) -> Label:
        """Words centered on a place, as far as the picture's edge lets them; the last line stands there.

        It stands higher where its letters would reach below ``over``, px.
        """
        z = self.zones
        _, box = self.measured(key, size)
        half, left = box.width / 2, self.plan.left if at[0] > self.plan.left else z.safe.left
        x = min(max(at[0], max(left, z.safe.left) + half), z.safe.right - half)
        y, _ = self.reaches(key, at[1], size, over)
        return self.caption_label(key, (x, y), "ink", 0.5, size, _WEIGHTS[size], delay, self.plan.room, up=True)

    def measured(self, key: str, size: str) -> tuple[list[str], Box]:
        """The lines of words, and how large they are, px."""
        em = getattr(self.zones.type, size)
        return measure(self._beat.script.labels[key], em, self.plan.room, _WEIGHTS[size])

    def reaches(self, key: str, y: float, size: str, over: float = inf) -> tuple[float, float]:
        """Where the last line of words stands that may stand at ``y``, and how far up their letters reach; px.

        In some scripts these reach further down: they stand above captions, marks and what is at ``over``.
        """
        lines, box = self.measured(key, size)
        em, own = getattr(self.zones.type, size), measures(lines[0])
        (above, _), (_, below) = (extent(line, _WEIGHTS[size]) for line in (lines[0], lines[-1]))
        marks = None if self.marks_corner == "top_right" else self._marks
        under = self.zones.caption.top if marks is None else marks.box.top
        y = min(y, *(limit - em * max(own.below, below) for limit in (under, over)))
        return y, y + em * own.below - box.height - em * max(above - own.above, 0.0)
