"""True: every number, source and claim resolves to the ledger, and the ledger to itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from production.check.finding import Problem
from production.check.limits import REVIEW_NOTICE
from production.check.reading.numbers import unresolved
from production.check.reading.project import Project
from production.check.reading.taught import every
from production.check.reading.told_clip import ToldClip
from production.check.rule import project_rule, story_rule, with_claims
from scenes.script.errors import FilmError
from scenes.script.known_names import known_names
from scenes.script.request import AUDIENCES
from scenes.script.script import END_CARD, plain
from scenes.script.story import BeatRecord


def texts_of(told: ToldClip, beat: BeatRecord) -> list[str]:
    """All that a beat says and shows in words."""
    return [beat.speech.text, *beat.labels, beat.seen]


# --- the script ---------------------------------------------------------------------------------


@project_rule("script-resolves", "True", "a film with an unsourced number cannot be rendered")
def scripts_resolve(project: Project) -> Iterator[Problem]:
    """Every clip's words resolve for every audience: facts exist and may be said, no typed digit."""
    for language, file in project.scripts.items():
        for clip in file.table("clip"):
            said = set()
            for audience in AUDIENCES:
                try:
                    project.clip_script(clip, language, audience)
                except FilmError as error:
                    if str(error) not in said:
                        yield Problem(str(error), "Mend the script or the ledger.", clip=clip)
                    said.add(str(error))


@story_rule("number-resolves", "True", "the ledger is the only place a number may come from")
def numbers_resolve(told: ToldClip) -> Iterator[Problem]:
    """Every number that is said or shown in words is a value of a fact that the beat rests on."""
    style, names = told.project.numbers(told.language), known_names()
    for beat, script in told.beats:
        facts = [*told.facts(*beat.facts, *script.drawn)]
        for text in texts_of(told, beat):
            for number in unresolved(text, facts, style, names):
                yield Problem(
                    f"“{number}” in “{text}” is no value of the beat's facts",
                    "Take it from the ledger as {fact.key}, and name the fact in the beat.",
                    beat.name,
                )


@story_rule("source-resolves", "True", "every statement of the film has a source one can open")
def sources_resolve(told: ToldClip) -> Iterator[Problem]:
    """Every beat that says something rests on facts, and each fact on sources of the ledger."""
    sources = told.ledger.sources
    for beat in told.spoken_beats:
        if beat.speech.text and not beat.facts:
            yield Problem(
                f"rests on no fact: “{beat.speech.text}”",
                "Name the facts it rests on, or do not say it.",
                beat.name,
            )
        for id in beat.facts:
            if id not in told.project.ledger:
                yield Problem(f"there is no fact {id!r}", "Add it to the ledger.", beat.name)
        wanted = {source for fact in told.facts(*beat.facts) for source in fact.sources}
        for source in wanted - set(beat.sources):
            yield Problem(
                f"its source “{source.short}” is not among the beat's sources",
                "Name the source in the picture.",
                beat.name,
            )
    for source in told.story.sources:
        if sources.get(source.id) != source:
            yield Problem(
                f"the source “{source.short}” is not in the ledger as it is shown",
                "Take sources from the ledger.",
                END_CARD,
            )
    used = {source for beat in told.story.beats for source in beat.sources}
    for source in used - set(told.story.sources):
        yield Problem(
            f"the source “{source.short}” is used, but not listed at the end",
            "List it on the end card.",
            END_CARD,
        )


@story_rule("confidence", "True", "only what was read, or computed from it, is said or shown")
def confidence_allows_it(told: ToldClip) -> Iterator[Problem]:
    """A fact that was not read in the source it names is drawn at the most, never said."""
    for beat in told.story.beats:
        for fact in told.facts(*beat.facts):
            if not fact.citable:
                yield Problem(
                    f"rests on '{fact.id}', which is {fact.confidence}",
                    "Open a source for it, or list it under drawn.",
                    beat.name,
                )


@project_rule("review-date", "True", REVIEW_NOTICE.source)
def facts_are_current(project: Project) -> Iterator[Problem]:
    """No fact in use is past its review date; sixty days before, it is named."""
    for id, clips in _used_facts(project).items():
        fact = project.ledger[id]
        what = f"'{id}' ({', '.join(sorted(clips))}) was to be reviewed by {fact.review_by}"
        do = "Open its source again, then renew “checked” and “review_by” in the ledger."
        if project.today > fact.review_by:
            yield Problem(what, do)
        elif project.today >= fact.review_by - timedelta(days=REVIEW_NOTICE.value):
            yield Problem(what.replace("was", "is", 1), do, warning=True)


def _used_facts(project: Project) -> dict[str, set[str]]:
    """Facts that some clip, question or lesson plan rests on, with the clips' names."""
    used: dict[str, set[str]] = {}
    for language, file in project.scripts.items():
        for clip in file.table("clip"):
            for audience in AUDIENCES:
                try:
                    script = project.clip_script(clip, language, audience)
                except FilmError:
                    continue
                for beat in script.beats:
                    for id in (*beat.facts, *beat.drawn):
                        used.setdefault(id, set()).add(clip)
    for taught in every(project):
        for id in taught.facts:
            used.setdefault(id, set()).add(taught.clip or "lesson plans")
    return used


# --- claims -------------------------------------------------------------------------------------


@story_rule("claim-to-avoid", "True", "assets/claims_to_avoid.toml: over-claims and false science", with_claims)
def claims_are_avoided(told: ToldClip) -> Iterator[Problem]:
    """Nothing is said or shown that stands on the list of claims to avoid."""
    avoided = [c for c in told.project.claims.avoided if c.language == told.language.split("-")[0]]
    head = [told.script.title, told.script.subtitle]
    places = [("", head)] + [(beat.name, texts_of(told, beat)) for beat in told.story.beats]
    for beat, texts in places:
        around = " ".join(texts)
        for claim in avoided:
            for text in texts:
                for words in claim.found(text, around):
                    yield Problem(f"“{words}” in “{text}”: {claim.why}", claim.instead, beat)


@story_rule("claim-has-fact", "True", "assets/claims_to_avoid.toml: words that need a fact", with_claims)
def claims_rest_on_facts(told: ToldClip) -> Iterator[Problem]:
    """Words that make a claim are said only in a beat that rests on a fact for it."""
    needed = [c for c in told.project.claims.needed if c.language == told.language.split("-")[0]]
    for beat in told.spoken_beats:
        for claim in needed:
            words = claim.found(" ".join([beat.speech.text, *beat.labels]))
            if words and not claim.met_by(beat.facts):
                yield Problem(
                    f"says “{words}” without a fact for it: {claim.why}",
                    f"Let the beat rest on one of {', '.join(claim.facts)}.",
                    beat.name,
                )


@project_rule("furniture-words", "True", "the words of end card and pages are held to the same list")
def furniture_makes_no_claim(project: Project) -> Iterator[Problem]:
    """The words that stand round every clip make no claim that is to be avoided."""
    for language, file in project.scripts.items():
        for key, text in file.table("words").items():
            for claim in project.claims.avoided:
                if claim.language == language.split("-")[0] and isinstance(text, str):
                    for words in claim.found(plain(text), text):
                        yield Problem(f"“{words}” in words.{key}: {claim.why}", claim.instead)


RULES = (
    scripts_resolve,
    numbers_resolve,
    sources_resolve,
    confidence_allows_it,
    facts_are_current,
    claims_are_avoided,
    claims_rest_on_facts,
    furniture_makes_no_claim,
)
