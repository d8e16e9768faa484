"""Harm that is told less than benefit, brands, an end card in pieces, an old translation."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from production.check.reading.project import Project
from production.check.reading.told_clip import ToldClip
from production.check.rules.fair import weighing
from scenes.script.language.catalog import read_catalog
from tests.helpers.catalogs import language, said
from tests.helpers.checking import TODAY
from tests.mutations.mutation import Mutation, OfFiles, OfTold
from tests.mutations.script_file import (
    edit,
    english,
    ledger,
    narrations,
    say,
    section,
    set_text,
)


def _harms(assets: Path) -> list[tuple[str, str]]:
    """Clip and beat of every harm that is told beside a benefit."""
    project = Project.load(assets, TODAY)
    balance = {id: fact.balance for id, fact in project.ledger.facts.items()}
    found = []
    for clip in dict.fromkeys(clip for clip, _, _ in narrations(assets)):
        beats = project.clip_script(clip, "en", "patient").beats
        harms = [b.name for b in beats[:-1] if "harm" in {balance[id] for id in b.facts}]
        if any("benefit" in {balance[id] for id in b.facts} for b in beats):
            found += [(clip, name) for name in harms]
    return found


def delete_harm(assets: Path, rng: Random) -> None:
    """Cut the beat that tells the harm."""
    del rng
    path = english(assets)
    for clip, beat in _harms(assets):
        for header in (f"clip.{clip}.beat.{beat}.labels", f"clip.{clip}.beat.{beat}"):
            text = path.read_text(encoding="utf-8")
            start, end = section(text, header)
            path.write_text(text[:start] + text[end:], encoding="utf-8")


def shorten_harm(assets: Path, rng: Random) -> None:
    """Tell all the harm of a clip in four words a beat."""
    harms = _harms(assets)
    chosen, _ = rng.choice(harms)
    for clip, beat in harms:
        if clip == chosen:
            set_text(english(assets), f"clip.{clip}.beat.{beat}", "patient", "Some had liver injury.")


def hurry_harm(told: ToldClip, rng: Random) -> ToldClip:
    """Read the harm out much faster than the benefit."""
    del rng
    harms = {beat.name for beat in weighing(told, "harm")}
    beats = [
        replace(b, speech=replace(b.speech, duration=b.speech.duration * 0.75))
        if b.name in harms else replace(b, speech=replace(b.speech, duration=b.speech.duration * 2))
        for b in told.story.beats
    ]
    return replace(told, story=replace(told.story, beats=beats))


def silence_harm(told: ToldClip, rng: Random) -> ToldClip:
    """Show the harm, but do not say it."""
    del rng
    harms = {beat.name for beat in weighing(told, "harm")}
    beats = [
        replace(b, speech=replace(b.speech, text="", words=())) if b.name in harms else b
        for b in told.story.beats
    ]
    return replace(told, story=replace(told.story, beats=beats))


def speak_relatively(assets: Path, rng: Random) -> None:
    """Tell a benefit as a ratio alone."""
    say(assets, rng, "With the drug, remission is three times as likely.")


def name_the_brand(assets: Path, rng: Random) -> None:
    """Name the brand again and again."""
    say(assets, rng, "It is Besponsa. Besponsa helps.")


def brand_first(assets: Path, rng: Random) -> None:
    """Name the brand in a clip's title."""
    clip = rng.choice([clip for clip, _, _ in narrations(assets)])
    set_text(english(assets), f"clip.{clip}", "title", "Besponsa")


def drop_the_notice(assets: Path, rng: Random) -> None:
    """Take away that this is no advice."""
    del rng
    set_text(english(assets), "words", "notice", "Ask about inotuzumab ozogamicin.")


def forget_the_balance(assets: Path, rng: Random) -> None:
    """Let the benefit have figures of another form than the harm."""
    project = Project.load(assets, TODAY)
    clip, beat, text = rng.choice([
        (clip, beat, text) for clip, beat, text in narrations(assets)
        if "tr_remission_326" in project.clip_script(clip, "en", "patient").beat(beat).facts
    ])
    told = f"{text} It came in {{tr_remission_326.percent}}%."
    set_text(english(assets), f"clip.{clip}.beat.{beat}", "patient", told)


def end_early(told: ToldClip, rng: Random) -> ToldClip:
    """Leave the end card out."""
    del rng
    return replace(told, story=replace(told.story, beats=told.story.beats[:-1]))


def tell_it_late(assets: Path, rng: Random) -> None:
    """Say that a fact was checked on a day that is yet to come."""
    del rng
    edit(ledger(assets), "fact.affinity",
         lambda old: re.sub(r"checked = \S+", "checked = 2027-01-01", old))


# --- translations -------------------------------------------------------------------------------


def translate(assets: Path) -> Path:
    """A second language: the English words under another code."""
    return language(assets / "script", "xx")


def age_a_translation(assets: Path, rng: Random) -> None:
    """Change the English after it was translated."""
    translate(assets)
    say(assets, rng, "So it goes.")


def shorten_a_translation(assets: Path, rng: Random) -> None:
    """Leave a label out of a translation."""
    path = translate(assets)
    catalog = read_catalog(path)
    said(path, rng.choice([name for name in catalog.entries if ".labels." in name]), "")


def has_harm(told: ToldClip) -> bool:
    """Whether a clip tells both sides."""
    return bool(weighing(told, "harm")) and bool(weighing(told, "benefit"))


MUTATIONS: Final[tuple[Mutation, ...]] = (
    OfFiles("delete the harm", ("harm-beside-benefit",), delete_harm),
    OfFiles("shorten the harm", ("harm-time", "number-resolves"), shorten_harm),
    OfTold("hurry the harm", ("harm-voice", "pace"), hurry_harm, has_harm),
    OfTold("silence the harm", ("harm-voice",), silence_harm, has_harm),
    OfFiles("tell a benefit as a ratio", ("claim-to-avoid",), speak_relatively),
    OfFiles("tell benefit and harm in different forms", ("harm-form", "script-resolves"),
            forget_the_balance),
    OfFiles("name the brand twice", ("brand-name",), name_the_brand),
    OfFiles("name the brand first", ("brand-name",), brand_first),
    OfFiles("drop the notice", ("end-card",), drop_the_notice),
    OfTold("leave the end card out", ("end-card",), end_early),
    OfFiles("check a fact tomorrow", ("end-card",), tell_it_late),
    OfFiles("change the English after its translation", ("language-complete",), age_a_translation),
    OfFiles("leave labels out of a translation", ("language-complete", "script-resolves"),
            shorten_a_translation),
)
