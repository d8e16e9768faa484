"""What is to be said of a clip that was gone through: its beats, its words, how old its facts are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scenes import __version__
from scenes.script.facts import Ledger
from scenes.script.script import ClipScript
from scenes.script.story import Story


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
    poster_beat
        The beat whose end is the clip's poster.
    """

    story: Story
    subtitle: str
    words: Mapping[str, str]
    checked: date
    review_by: date
    poster_beat: str

    @property
    def dated(self) -> str:
        """The line on the end card that says when the facts were checked, and the version."""
        month = self.words["months"].split()[self.checked.month - 1]
        return (
            f"{self.words['checked']} {month} {self.checked.year} · "
            f"{self.words['version']} {__version__}"
        )


def account(story: Story, script: ClipScript, ledger: Ledger, poster_beat: str) -> Account:
    """The account of a story that was told with these words and facts."""
    used = [ledger[fact] for beat in script.beats for fact in beat.facts]
    return Account(
        story=story,
        subtitle=script.subtitle,
        words=dict(script.words),
        checked=max(fact.checked for fact in used),
        review_by=min(fact.review_by for fact in used),
        poster_beat=poster_beat,
    )
