"""Plain words: reading grade, length of sentences, terms explained, active voice, pace."""

from __future__ import annotations

from collections.abc import Iterator

from production.check.finding import Problem
from production.check.limits import GRADE, PASSIVE_SHARE, SENTENCE, WORDS_A_MINUTE
from production.check.reading.glossary import Term
from production.check.reading.readability import grade, is_passive, sentences, words_a_minute, words_of
from production.check.reading.told_clip import ToldClip
from production.check.rule import in_english, story_rule, with_glossary, with_spaces
from scenes.script.voice import fastest


def narration(told: ToldClip) -> str:
    """All that is said."""
    return " ".join(beat.speech.text for beat in told.story.beats)


@story_rule("reading-grade", "Plain", GRADE["patient"].source, in_english)
def narration_is_easy_to_follow(told: ToldClip) -> Iterator[Problem]:
    """What is said can be followed at the audience's reading grade (English)."""
    limit, found = GRADE[told.audience], grade(narration(told))
    if found > limit.aim:
        hard = max(told.spoken_beats, key=lambda beat: grade(beat.speech.text))
        yield Problem(
            f"grade {found:.1f}, aim {limit.aim:.0f}, never above {limit.ceiling:.0f}",
            f"Use shorter words and sentences; the hardest beat is {hard.name}.",
            warning=found <= limit.ceiling,
        )


@story_rule("sentence-length", "Plain", SENTENCE["patient"].source, with_spaces)
def sentences_are_short(told: ToldClip) -> Iterator[Problem]:
    """A sentence is no longer than its audience follows at one hearing."""
    limit = SENTENCE[told.audience]
    for beat in told.story.beats:
        for sentence in sentences(beat.speech.text):
            count = len(words_of(sentence))
            if count > limit.aim:
                yield Problem(
                    f"{count} words, aim {limit.aim:.0f}, never above {limit.ceiling:.0f}: "
                    f"“{sentence}”",
                    "Make two sentences of it.",
                    beat.name,
                    warning=count <= limit.ceiling,
                )


@story_rule(
    "term-explained", "Plain", "plain-language guides: a term is explained when it is first used", with_glossary
)
def terms_are_explained(told: ToldClip) -> Iterator[Problem]:
    """A patient hears or reads what a term means before, or when, it is first said or shown."""
    if told.audience != "patient":
        return
    for term in told.project.glossary.terms:
        if term.language == told.language.split("-")[0] and (first := _first_use(told, term)):
            beat, used = first
            yield Problem(
                f"not explained when it first comes up: “{used}”",
                f"Say in the same sentence or the next, or write beside it, what it means ({term.means}); or use "
                "plain words.",
                beat,
            )


def _first_use(told: ToldClip, term: Term) -> tuple[str, str] | None:
    """Where a term first comes up, if neither the picture nor the voice explains it by then.

    What stands in the picture counts as well as what is said in the sentence before, the same and the next one:
    the title with the line under it, and the beat's labels.
    """
    read = f"{told.script.title} {told.script.subtitle}"
    for beat in told.story.beats:
        said, shown = sentences(beat.speech.text), " ".join(beat.labels)
        for i, sentence in enumerate(said):
            if term.used_in(sentence):
                near = " ".join(said[max(i - 1, 0) : i + 2])
                return None if term.explained_in(f"{read} {near} {shown}") else (beat.name, sentence)
        if term.used_in(shown):
            return None if term.explained_in(f"{read} {beat.speech.text} {shown}") else (beat.name, shown)
    return None


@story_rule("passive-voice", "Plain", PASSIVE_SHARE["patient"].source, in_english)
def voice_is_active(told: ToldClip) -> Iterator[Problem]:
    """Most sentences say who does what (English; a warning)."""
    said = [s for beat in told.spoken_beats for s in sentences(beat.speech.text)]
    passive = [sentence for sentence in said if is_passive(sentence)]
    limit = PASSIVE_SHARE[told.audience].value
    if said and len(passive) > limit * len(said):
        yield Problem(
            f"{len(passive)} of {len(said)} sentences are in the passive voice, such as "
            f"“{passive[0]}”",
            "Let somebody or something do it.",
            warning=True,
        )


@story_rule("pace", "Plain", WORDS_A_MINUTE)
def voice_takes_its_time(told: ToldClip) -> Iterator[Problem]:
    """The voice says no more than 150 words a minute to patients, 160 to students; other languages have their own."""
    most = fastest(told.language, told.audience)
    for beat in told.story.beats:
        found = words_a_minute(beat.speech)
        if found > most + 0.5:
            yield Problem(
                f"{found:.0f} words a minute, at most {most:.0f}",
                "Let the voice read more slowly, or say less.",
                beat.name,
            )


RULES = (
    narration_is_easy_to_follow,
    sentences_are_short,
    terms_are_explained,
    voice_is_active,
    voice_takes_its_time,
)
