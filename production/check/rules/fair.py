"""Fair: harm is told where benefit is told, as long, as large and as calmly; no brand, no advice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from production.check.finding import Problem
from production.check.limits import BRAND, HARM_BESIDE, HARM_PACE, HARM_TIME
from production.check.reading.claims import pattern
from production.check.reading.readability import words_of
from production.check.reading.told_clip import ToldClip, ToldFilm
from production.check.rule import film_rule, story_rule
from production.check.rules.ledger import is_of_people
from production.check.rules.true import texts_of
from scenes.script.facts import placeholders
from scenes.script.script import END_CARD, plain
from scenes.script.story import BeatRecord
from scenes.script.version import VERSION


def weighing(told: ToldClip, side: str) -> list[BeatRecord]:
    """The beats of a clip that rest on a benefit, or on a harm."""
    return [
        beat
        for beat in told.spoken_beats
        if any(fact.balance == side for fact in told.facts(*beat.facts))
    ]


def _seconds(beats: Iterable[BeatRecord]) -> float:
    return sum(beat.end - beat.start for beat in beats)


def _pace(beats: Sequence[BeatRecord]) -> float:
    """Words a minute over several beats."""
    seconds = sum(beat.speech.duration for beat in beats)
    words = sum(len(words_of(beat.speech.text)) for beat in beats)
    return 60 * words / seconds if seconds else 0.0


def _pairs(film: ToldFilm) -> Iterator[tuple[ToldClip, list[BeatRecord], ToldClip | None, list[BeatRecord]]]:
    """Each clip that tells a benefit, its beats, and where its harm is told."""
    for i, told in enumerate(film.clips):
        benefit = weighing(told, "benefit")
        if told.clip not in film.asked or not benefit:
            continue
        for near in film.clips[i : i + 2]:
            if harm := weighing(near, "harm"):
                yield told, benefit, near, harm
                break
        else:
            yield told, benefit, None, []


@film_rule("harm-beside-benefit", "Fair", HARM_BESIDE)
def harm_stands_beside_benefit(film: ToldFilm) -> Iterator[Problem]:
    """Where a clip tells a benefit, the same clip or the next one tells a harm."""
    for told, benefit, near, _ in _pairs(film):
        if near is None:
            names = ", ".join(beat.name for beat in benefit)
            yield Problem(
                f"tells a benefit ({names}), and neither it nor the next clip tells a harm",
                "Add a beat on the harm, or leave the benefit out.",
                benefit[0].name,
                told.clip,
            )


@film_rule("harm-time", "Fair", HARM_TIME.source)
def harm_gets_comparable_time(film: ToldFilm) -> Iterator[Problem]:
    """Harm stands in the picture about as long as benefit."""
    for told, benefit, near, harm in _pairs(film):
        ours, theirs = _seconds(benefit), _seconds(harm)
        if near is not None and theirs < HARM_TIME.value * ours - 1e-6:
            yield Problem(
                f"{theirs:.1f} s of harm ({near.clip}) for {ours:.1f} s of benefit",
                "Give the harm more time, or the benefit less.",
                harm[0].name if near.clip == told.clip else "",
                told.clip,
            )


@film_rule("harm-voice", "Fair", HARM_PACE.source)
def harm_is_said_as_calmly(film: ToldFilm) -> Iterator[Problem]:
    """Harm is said aloud and written in the picture like benefit, and read no faster."""
    for told, benefit, near, harm in _pairs(film):
        if near is None:
            continue
        place = (harm[0].name if near.clip == told.clip else "", told.clip)
        if not any(beat.speech.text for beat in harm):
            yield Problem("harm is not said aloud", "Say it, as the benefit is said.", *place)
            continue
        if any(beat.labels for beat in benefit) and not any(beat.labels for beat in harm):
            yield Problem(
                "benefit is written in the picture, harm is not", "Write it as well.", *place
            )
        ours, theirs = _pace(benefit), _pace(harm)
        if theirs > HARM_PACE.value * ours + 1e-6:
            yield Problem(
                f"harm is read at {theirs:.0f} words a minute, benefit at {ours:.0f}",
                "Read it as calmly.",
                *place,
            )


@story_rule("harm-form", "Fair", "plain-language and risk guides: benefit and harm in the same form")
def benefit_and_harm_have_one_form(told: ToldClip) -> Iterator[Problem]:
    """Where benefit and harm are both given in figures, the figures have the same form."""
    forms: dict[str, set[str]] = {"benefit": set(), "harm": set()}
    where = ""
    for beat in told.spoken_beats:
        raw = told.project.raw(told.clip, beat.name, told.language, told.audience)
        for item in (item for text in raw.values() for item in placeholders(text, beat.name)):
            if item.fact not in told.project.ledger or item.key is None:
                continue
            fact = told.project.ledger[item.fact]
            if fact.balance is None or not is_of_people(fact):
                continue
            where = beat.name if fact.balance == "harm" else where
            if item.key.endswith("percent"):
                forms[fact.balance].add("percentages")
            elif item.key in ("hundred", "of"):
                forms[fact.balance].add("counts")
    benefit, harm = forms["benefit"], forms["harm"]
    if benefit and harm and not benefit <= harm:
        yield Problem(
            f"benefit is given in {' and '.join(sorted(benefit))}, harm in "
            f"{' and '.join(sorted(harm))}",
            "Give both in the same form.",
            where,
        )


@story_rule("brand-name", "Fair", BRAND.source)
def brand_is_named_once_at_most(told: ToldClip) -> Iterator[Problem]:
    """The brand comes once a clip at the most, in words, and after the generic name."""
    claims = told.project.claims
    parts = [("", told.script.title), ("", told.script.subtitle), ("", plain(told.script.summary))]
    for beat in told.spoken_beats:
        parts += [(beat.name, text) for text in texts_of(told, beat)]
    brand, generic = pattern(claims.brands), pattern((claims.generic,))
    count, generic_said = 0, False
    for beat_name, text in parts:
        named = [*brand.finditer(text)]
        before = text[: named[0].start()] if named else text
        if named and not (generic_said or generic.search(before)):
            yield Problem(
                f"“{named[0][0]}” comes before “{claims.generic}”",
                "Give the generic name first.",
                beat_name,
            )
            generic_said = True
        generic_said = generic_said or generic.search(text) is not None
        count += len(named)
    if count > BRAND.value:
        yield Problem(
            f"the brand is named {count} times", f"Say “{claims.generic}”, or “the drug”."
        )


@story_rule("end-card", "Fair", "storyboard: summary, not advice, sources, dates, version")
def end_card_is_complete(told: ToldClip) -> Iterator[Problem]:
    """The clip ends on a card with summary, notice, sources, date of the check and version."""
    last = told.story.beats[-1] if told.story.beats else None
    if last is None or last.name != END_CARD:
        yield Problem("the clip does not end on its end card", "Call end_card() last.")
        return
    lacks = []
    if not plain(told.story.summary).strip():
        lacks.append("summary")
    notice = told.script.words.get("notice", "")
    if not notice or (told.english and not re.search(r"not (medical )?advice", notice)):
        lacks.append("notice (“not medical advice”)")
    if not told.story.sources:
        lacks.append("sources")
    if not told.script.words.get("checked"):
        lacks.append("date of the check")
    if not told.script.words.get("version") or not VERSION:
        lacks.append("version")
    if lacks:
        yield Problem(f"it lacks: {', '.join(lacks)}", "Complete the end card.", END_CARD)
    for fact in told.facts(*{id for beat in told.story.beats for id in beat.facts}):
        if fact.checked > told.project.today:
            yield Problem(
                f"'{fact.id}' is said to be checked on {fact.checked}, which is yet to come",
                "Mend “checked” in the ledger.",
                END_CARD,
            )


RULES = (
    harm_stands_beside_benefit,
    harm_gets_comparable_time,
    harm_is_said_as_calmly,
    benefit_and_harm_have_one_form,
    brand_is_named_once_at_most,
    end_card_is_complete,
)
