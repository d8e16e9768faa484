"""People who are counted cannot lie: as many as the ledger says, in one form, for benefit and harm alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import pytest

from production.check.looking.moment import Moment
from production.draw.renderer import Picture
from production.draw.walk import staged
from scenes.cast.charts.count_card import GATHER_AND_FILL, GATHERED, CountCard
from scenes.cast.kit.many_shapes import ManyShapes
from scenes.cast.patient.people import People
from scenes.script.facts import load_ledger
from scenes.script.request import SHAPES, Quality, Request
from scenes.script.script import END_CARD
from scenes.script.story import BeatRecord
from scenes.sets.evidence.layout import Composition
from scenes.stage.layout import zones
from scenes.stage.presence import presence_of
from scenes.stage.style import LIVER, PAYLOAD, REMISSION
from tests.helpers.walks import entry_named

LEDGER = load_ledger()
PAIR = ("in_100", "chemo_in_100")
#: What stands in the picture at the end of each beat: benefit, harm.
EVIDENCE = {
    "remission": ("tr_remission_326", None), "liver": ("tr_remission_326", "vod_all"), "full": ("crcri_218", "vod_all"),
    "mrd": ("mrd_218", "vod_all"), "transplant": ("hsct_all", "vod_all"), "after": ("hsct_all", "nrm_hsct"),
    "survival": ("os_2y", "nrm_hsct"),
}
SAFETY = {
    "count": ("vod_all.in_100", "vod_hsct.in_100"), "after": ("nrm_hsct.in_100", "nrm_hsct.chemo_in_100"),
}
#: Every eighth frame, as small as it gets: nobody looks at them.
TINY = Quality("tiny", 90, 15)


class Onlooker:
    """Lets a walk pose its actors in every eighth frame."""

    def wants(self, index: int) -> bool:
        return index % 8 == 0

    def take(self, index: int, picture: Picture) -> None:
        del index, picture


@dataclass
class Counted:
    """What one walk through a clip has counted: cards at the end of each beat, and each card's course."""

    ends: dict[str, list[CountCard]] = field(default_factory=dict)
    runs: dict[CountCard, list[tuple[float, float]]] = field(default_factory=dict)


def is_harm(card: CountCard) -> bool:
    return str(card.people[0].full[1].fill_color).upper() == LIVER.upper()


@cache
def told(clip: str, shape: str) -> Counted:
    """Walk through a clip as students see it, who see every beat; what is counted in it, benefit first."""
    counted, as_ever = Counted(), CountCard.count

    def count(self: CountCard, share: float) -> None:
        as_ever(self, share)
        counted.runs.setdefault(self, []).append((going.clip.now, share))

    def end(record: BeatRecord) -> None:
        standing = Moment(going.clip, going.renderer, record.name, True)
        shown = [card for card in standing.all(CountCard) if presence_of(card, 1.0) > 0]
        counted.ends[record.name] = sorted(shown, key=is_harm)

    request = Request(audience="student", shape=shape, quality=TINY)
    with (
        pytest.MonkeyPatch.context() as patch,
        staged(entry_named(clip), request, Onlooker(), on_beat_end=end) as going,
    ):
        patch.setattr(CountCard, "count", count)
        going.go()
    return counted


def people_drawn(people: People, layer: ManyShapes) -> int:
    """How many people a layer shows: each of them takes about as many curves."""
    return round(len(layer.points) / (len(people.empty[1].points) / people.total))


def numbers(fact: str) -> list[int]:
    return [round(LEDGER.number(f"{fact}.{key}")) for key in PAIR]


every_shape = pytest.mark.parametrize("shape", SHAPES)


@every_shape
def test_as_many_people_take_color_as_the_ledger_says(shape: str) -> None:
    ends = told("evidence", shape).ends
    for beat, facts in EVIDENCE.items():
        wanted = [numbers(fact) for fact in facts if fact]
        assert [[people.filled for people in card.people] for card in ends[beat]] == wanted, beat
        for people in (people for card in ends[beat] for people in card.people):
            assert people.total == 100
            assert people_drawn(people, people.full[1]) == people.filled
    for beat, refs in SAFETY.items():
        shown = told("safety", shape).ends[beat][-1]
        assert [people.filled for people in shown.people] == [round(LEDGER.number(ref)) for ref in refs]


@every_shape
def test_those_with_full_counts_stay_and_the_others_turn_pale(shape: str) -> None:
    card = told("evidence", shape).ends["full"][0]
    assert [people.kept for people in card.people] == numbers("cr_only")
    for people in card.people:
        assert people_drawn(people, people.pale) == people.filled - people.kept


@every_shape
def test_half_of_the_remissions_are_over_when_their_months_have_passed(shape: str) -> None:
    card = told("evidence", shape).ends["lasted"][0]
    assert [(people.filled, people.kept) for people in card.people] == [(100, 50), (100, 50)]
    assert [people_drawn(people, people.pale) for people in card.people] == [50, 50]


@every_shape
def test_benefit_and_harm_have_one_size_and_one_form(shape: str) -> None:
    layout = Composition.of(zones(shape))
    one, other = layout.cards
    assert (one.width, one.height) == (other.width, other.height)
    for beat in list(EVIDENCE)[1:]:
        benefit, harm = told("evidence", shape).ends[beat]
        assert benefit.form.step == harm.form.step
        assert (benefit.form.number, benefit.form.caption) == (harm.form.number, harm.form.caption)
        for left, right in zip(benefit.people, harm.people, strict=True):
            assert (left.empty[1].width, left.empty[1].height) == pytest.approx(
                (right.empty[1].width, right.empty[1].height)
            )
            assert str(left.full[1].fill_color).upper() == REMISSION.upper()
            assert str(right.full[1].fill_color).upper() == PAYLOAD.upper()


@every_shape
@pytest.mark.parametrize("clip", ["evidence", "safety"])
def test_whatever_is_counted_is_counted_in_the_same_time(clip: str, shape: str) -> None:
    seconds = []
    for run in told(clip, shape).runs.values():
        moving = [(time, share) for time, share in run if GATHERED < share * GATHER_AND_FILL < GATHER_AND_FILL]
        if moving:
            (first, low), (last, high) = moving[0], moving[-1]
            seconds.append((last - first) / (high - low))
    assert len(seconds) >= 2
    assert seconds == pytest.approx([GATHER_AND_FILL] * len(seconds), rel=0.01)


@every_shape
def test_a_harm_stays_in_the_picture_from_when_it_is_first_told(shape: str) -> None:
    ends = told("evidence", shape).ends
    for beat in ends.keys() - {"who", "remission", END_CARD}:
        assert any(map(is_harm, ends[beat])), beat
