"""Numbers, sources and claims that do not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from production.check.reading.project import Project
from production.check.reading.told_clip import ToldClip
from production.check.rules.fair import weighing
from production.check.rules.ledger import used_values
from scenes.script.facts import PLACEHOLDER
from tests.helpers.checking import TODAY
from tests.mutations.mutation import Mutation, OfFiles, OfTold, all_told
from tests.mutations.script_file import (
    a_beat,
    edit,
    english,
    ledger,
    narrations,
    say,
    set_text,
)


def _a_value(assets: Path, rng: Random) -> tuple[str, str, float]:
    """Some number of the ledger that a text uses: fact, key, value."""
    project = Project.load(assets, TODAY)
    refs = sorted(ref for ref in used_values(project) if "." in ref)
    id, _, key = rng.choice(refs).partition(".")
    return id, key, project.ledger.number(f"{id}.{key}")


def change_a_number(assets: Path, rng: Random) -> None:
    """Change one number of the ledger that the film uses."""
    id, key, value = _a_value(assets, rng)
    wrong = f"{key} = {value * 2 + 1:g}"
    edit(
        ledger(assets), f"fact.{id}",
        lambda old: re.sub(rf"\b{key} = [\d.]+", wrong, old, count=1),
    )


def type_a_number(assets: Path, rng: Random) -> None:
    """Type a number by hand instead of taking it from the ledger."""
    header, key, text = a_beat(assets, rng, with_=lambda t: "{" in t)
    set_text(english(assets), header, key, PLACEHOLDER.sub("12", text, count=1))


def say_a_number_in_words(assets: Path, rng: Random) -> None:
    """Say a number in words that no fact of the beat holds."""
    say(assets, rng, "Nineteen follow.")


def take_another_facts_number(assets: Path, rng: Random) -> None:
    """Take a number from a fact that the beat does not rest on."""
    say(assets, rng, "It is {ccv.high}.")


def drop_a_fact(assets: Path, rng: Random) -> None:
    """Take a beat's facts away."""
    clips = [(clip, beat) for clip, beat, text in narrations(assets) if "{" not in text]
    clip, beat = rng.choice(clips)
    pattern = re.compile(r"^(facts(?:\.patient)?) = \[.*\]$", re.MULTILINE)
    edit(english(assets), f"clip.{clip}.beat.{beat}", lambda old: pattern.sub(r"\1 = []", old))


def drop_a_source(told: ToldClip, rng: Random) -> ToldClip:
    """Leave a source out of a beat and of the list at the end."""
    source = rng.choice(told.story.sources)
    beats = [
        replace(beat, sources=tuple(s for s in beat.sources if s != source))
        for beat in told.story.beats
    ]
    left = tuple(s for s in told.story.sources if s != source)
    return replace(told, story=replace(told.story, beats=beats, sources=left))


def forge_a_source(told: ToldClip, rng: Random) -> ToldClip:
    """Cite another year than that of the paper."""
    place = rng.randrange(len(told.story.sources))
    sources = [*told.story.sources]
    sources[place] = replace(sources[place], short="Someone et al., 1999")
    return replace(told, story=replace(told.story, sources=tuple(sources)))


#: A number of two digits, in no name.
_TWO_DIGITS: Final = re.compile(r"(?<![\dA-Z])\d\d(?!\d)")


def misquote(told: ToldClip, rng: Random) -> ToldClip:
    """Say a number that the script did not."""
    beats = [*told.story.beats]
    place = rng.choice([i for i, b in enumerate(beats) if _TWO_DIGITS.search(b.speech.text)])
    speech = beats[place].speech
    wrong = _TWO_DIGITS.sub("87", speech.text, count=1)
    beats[place] = replace(beats[place], speech=replace(speech, text=wrong))
    return replace(told, story=replace(told.story, beats=beats))


def _a_used_fact(assets: Path, rng: Random) -> str:
    """Some fact that narration rests on."""
    project = Project.load(assets, TODAY)
    clip, _, _ = rng.choice(narrations(assets))
    script = project.clip_script(clip, "en", "patient")
    return rng.choice([id for beat in script.beats for id in beat.facts])


def weaken(assets: Path, rng: Random) -> None:
    """Learn that a fact was never read, or only where another text quotes its source."""
    edit(
        ledger(assets), f"fact.{_a_used_fact(assets, rng)}",
        lambda old: re.sub(r'confidence = "[^"]*"', f'confidence = "{rng.choice(("SEEN-2", "NOT SEEN"))}"', old),
    )


def age(assets: Path, rng: Random) -> None:
    """Let a fact's review date pass."""
    edit(
        ledger(assets), f"fact.{_a_used_fact(assets, rng)}",
        lambda old: re.sub(r"checked = \S+", "checked = 2024-01-01", re.sub(
            r"review_by = \S+", "review_by = 2026-01-01", old)),
    )


def nearly_age(assets: Path, rng: Random) -> None:
    """Let a fact's review date come near."""
    edit(
        ledger(assets), f"fact.{_a_used_fact(assets, rng)}",
        lambda old: re.sub(r"review_by = \S+", "review_by = 2026-12-24", old),
    )


def claim_too_much(assets: Path, rng: Random) -> None:
    """Say something that stands on the list of claims to avoid."""
    plain = [c for c in Project.load(assets, TODAY).claims.avoided if c.language == "en" and not c.beside]
    phrase = rng.choice(plain).phrases[0].replace("*", "s")
    say(assets, rng, f"It is so: {phrase}.")


def call_vod_rare(assets: Path, rng: Random) -> None:
    """Call VOD rare."""
    header, key, text = a_beat(assets, rng, with_=lambda t: "VOD" in t)
    set_text(english(assets), header, key, f"{text} It is rare.")


def claim_a_boxed_warning(assets: Path, rng: Random) -> None:
    """Speak of deaths over a fact that knows of none."""
    harmless = [told for told in all_told() if told.audience == "patient" and not weighing(told, "harm")]
    clips = {told.clip for told in harmless}
    clip, beat, text = rng.choice([told for told in narrations(assets) if told[0] in clips])
    header, key = f"clip.{clip}.beat.{beat}", "patient"
    set_text(english(assets), header, key, f"{text} Some died.")


def mix_denominators(assets: Path, rng: Random) -> None:
    """Count people out of another number in the middle of a clip."""
    header, key, text = a_beat(assets, rng, with_=lambda t: "{vod_hsct.in_100}" in t)
    mixed = text.replace("{vod_hsct.in_100}", "{vod_hsct.cases}").replace(
        "{vod_hsct.hundred}", "{vod_hsct.of}"
    )
    set_text(english(assets), header, key, mixed)


MUTATIONS: Final[tuple[Mutation, ...]] = (
    OfFiles("change a number of the ledger", ("ledger-adds-up", "ledger-says-so"), change_a_number),
    OfFiles("change another number", ("ledger-adds-up", "ledger-says-so"), change_a_number),
    OfFiles("type a number by hand", ("script-resolves",), type_a_number),
    OfFiles("say a number in words", ("number-resolves",), say_a_number_in_words),
    OfFiles("take another fact's number", ("script-resolves",), take_another_facts_number),
    OfFiles("drop the facts of a beat", ("source-resolves", "claim-has-fact", "script-resolves"), drop_a_fact),
    OfTold("drop a source", ("source-resolves",), drop_a_source),
    OfTold("forge a source", ("source-resolves",), forge_a_source),
    OfTold(
        "misquote a number", ("number-resolves", "caption-words"), misquote,
        lambda told: any(_TWO_DIGITS.search(beat.speech.text) for beat in told.spoken_beats),
    ),
    OfFiles("weaken a fact", ("script-resolves", "confidence"), weaken),
    OfFiles("let a fact age", ("review-date",), age),
    OfFiles("let a review come near", ("review-date",), nearly_age),
    OfFiles("claim too much", ("claim-to-avoid",), claim_too_much),
    OfFiles("claim too much elsewhere", ("claim-to-avoid",), claim_too_much),
    OfFiles("call VOD rare", ("claim-to-avoid",), call_vod_rare),
    OfFiles("speak of deaths without a fact", ("claim-has-fact",), claim_a_boxed_warning),
    OfFiles("mix denominators", ("one-denominator",), mix_denominators),
)
