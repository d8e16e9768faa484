"""Words that patients cannot follow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from production.check.reading.claims import pattern
from production.check.reading.project import Project
from production.check.reading.told_clip import ToldClip
from scenes.script.toml_file import read_toml
from tests.helpers.checking import TODAY
from tests.mutations.mutation import Mutation, OfFiles, OfTold
from tests.mutations.script_file import a_beat, edit, english, narrations, say, set_text


def join_sentences(assets: Path, rng: Random) -> None:
    """Make one long sentence of a whole beat."""
    header, key, text = a_beat(assets, rng, with_=lambda t: len(t.split()) > 22 and ". " in t)
    set_text(english(assets), header, key, text.replace(". ", ", and "))


def use_hard_words(assets: Path, rng: Random) -> None:
    """Let every beat of a clip speak like a textbook."""
    clip = rng.choice([clip for clip, _, _ in narrations(assets)])
    for name, beat, text in narrations(assets):
        if name == clip:
            hard = f"{text} Immunoconjugate internalization necessitates endolysosomal acidification."
            set_text(english(assets), f"clip.{clip}.beat.{beat}", "patient", hard)


def drop_an_explanation(assets: Path, rng: Random) -> None:
    """Leave out the words that explain a term."""
    project, places, met = Project.load(assets, TODAY), [], set()
    for clip, beat, text in narrations(assets):
        script = project.clip_script(clip, "en", "patient")
        seen = " ".join((script.title, script.subtitle, *script.beat(beat).labels.values()))
        for term in (term for term in project.glossary.terms if term.used_in(f"{text} {seen}")):
            if (clip, term.id) not in met and term.explained_in(text) and not term.explained_in(seen):
                places.append((clip, beat, text, term))
            met.add((clip, term.id))
    clip, beat, text, term = rng.choice(places)
    bare = pattern(term.explained_by).sub("so on", text)
    set_text(english(assets), f"clip.{clip}.beat.{beat}", "patient", bare)


def label_with_a_hard_term(assets: Path, rng: Random) -> None:
    """Show patients a word that nobody explains."""
    hard = "refractory disease"
    term = next(term for term in Project.load(assets, TODAY).glossary.terms if term.used_in(hard))
    explain = {clip for clip, _, text in narrations(assets) if term.explained_in(text)}
    script = read_toml(english(assets))
    clip, beat = rng.choice([
        (clip, beat) for clip, beat, _ in narrations(assets)
        if clip not in explain and "labels" in script.table("clip", clip, "beat", beat)
    ])
    edit(english(assets), f"clip.{clip}.beat.{beat}.labels", lambda old: f'{old.rstrip()}\nhard = "{hard}"\n\n')


def speak_passively(assets: Path, rng: Random) -> None:
    """Tell a whole clip in the passive voice."""
    clip = rng.choice([clip for clip, _, _ in narrations(assets)])
    for name, beat, text in narrations(assets):
        if name == clip:
            told = f"{text} It is seen. It is done."
            set_text(english(assets), f"clip.{clip}.beat.{beat}", "patient", told)


def hurry(told: ToldClip, rng: Random) -> ToldClip:
    """Let the voice read a beat a third faster."""
    place = rng.randrange(len(told.spoken_beats))
    beat = told.story.beats[place]
    speech = replace(beat.speech, duration=beat.speech.duration / 1.6)
    beats = [*told.story.beats]
    beats[place] = replace(beat, speech=speech)
    return replace(told, story=replace(told.story, beats=beats))


def add_an_unknown_term(assets: Path, rng: Random) -> None:
    """Say a field term to patients without a word of explanation."""
    say(assets, rng, "Apoptosis follows.")


MUTATIONS: Final[tuple[Mutation, ...]] = (
    OfFiles("join the sentences of a beat", ("sentence-length",), join_sentences),
    OfFiles("use hard words", ("reading-grade",), use_hard_words),
    OfFiles("drop an explanation", ("term-explained",), drop_an_explanation),
    OfFiles("label a beat with a hard term", ("term-explained",), label_with_a_hard_term),
    OfFiles("say an unknown term", ("term-explained", "claim-has-fact"), add_an_unknown_term),
    OfFiles("speak in the passive voice", ("passive-voice",), speak_passively),
    OfTold("hurry the voice", ("pace",), hurry),
)
