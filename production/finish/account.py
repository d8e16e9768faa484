"""What is to be said of a clip that was gone through: its beats, its words, how old its facts are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scenes.script.facts import Fact, Ledger
from scenes.script.language.numbers import ENGLISH, NumberStyle
from scenes.script.script import ClipScript, dated, notice_of
from scenes.script.story import Story
from scenes.script.takes import Speaker, credit, speakers_of


@dataclass(frozen=True)
class Account:
    """What production needs to know of a clip that was gone through.

    Attributes
    ----------
    story
        The beats as they were played.
    subtitle, words
        The clip's subtitle, and the film's own words (notice, "Sources" and so on).
    checked, review_by
        Latest day on which a fact of this clip was checked, and the first day on which one
        is due again.
    speakers
        Who reads; nobody where it is silent.
    lead
        The first words of the title, where it is a question.
    facts
        What is said rests on these, each once.
    written
        The words in the picture by beat, in the script's order.
    style
        How its language writes numbers and dates.
    machine
        Whether a machine translated some of the words, and nobody has reviewed them.
    """

    story: Story
    subtitle: str
    words: Mapping[str, str]
    checked: date
    review_by: date
    speakers: tuple[Speaker, ...] = ()
    lead: str = ""
    facts: tuple[Fact, ...] = ()
    written: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    style: NumberStyle = ENGLISH
    machine: bool = False

    @property
    def credit(self) -> str:
        """The line that names who reads; empty where nobody does."""
        return credit(self.words, self.speakers)

    @property
    def notice(self) -> str:
        """That the film does not advise; and that a machine has translated it, if nobody has reviewed that."""
        return notice_of(self.words, self.machine)

    @property
    def dated(self) -> str:
        """The line on the end card that says when the facts were checked, and the version."""
        return dated(self.words, self.checked, self.style)


def account(story: Story, script: ClipScript, ledger: Ledger) -> Account:
    """The account of a story that was told with these words and facts."""
    used = [ledger[fact] for beat in script.beats for fact in beat.facts]
    return Account(
        story=story,
        subtitle=script.subtitle,
        words=dict(script.words),
        checked=max(fact.checked for fact in used),
        review_by=min(fact.review_by for fact in used),
        speakers=speakers_of(beat.speech for beat in story.beats),
        lead=script.lead,
        facts=tuple({fact.id: fact for fact in used}.values()),
        style=script.style,
        machine=bool(script.machine),
        written={beat.name: tuple(beat.labels.values()) for beat in script.beats},
    )
