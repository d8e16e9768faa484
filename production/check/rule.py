"""What a rule is: a name, a sentence, the source of its number, and a function that judges.

A rule looks at one of four things (see :mod:`production.check.reading` and
:mod:`production.check.looking`): the whole *project* (ledger and script files), one clip as it is
*told*, the *film* (all clips of one cut together), or one clip as it is *shown*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

from production.check.finding import Finding, Problem
from scenes.script.language.codes import spaced

if TYPE_CHECKING:
    from production.check.looking.moment import Moment
    from production.check.looking.shown_clip import ShownClip
    from production.check.reading.project import Project
    from production.check.reading.told_clip import ToldClip, ToldFilm
    from scenes.stage.clip import Clip

Family = Literal["Legible", "For every eye", "Calm", "Captions", "Plain", "True", "Fair", "Fit", "Voice", "Teaching"]


class CheckContext(Protocol):
    """What every context can say: which part of the film it is (empty: all of it)."""

    @property
    def clip(self) -> str:
        """Name of the clip."""
        ...

    @property
    def language(self) -> str:
        """Code of the language."""
        ...

    @property
    def audience(self) -> str:
        """``patient`` or ``student``."""
        ...

    @property
    def shape(self) -> str:
        """``landscape``, ``portrait`` or ``square``."""
        ...


class Onlooker(Protocol):
    """Stands beside a clip from before it begins to its end, for a rule that needs more."""

    def wants(self, index: int) -> bool:
        """Whether it needs the frame with this number (15 a second) drawn."""
        ...

    def take(self, index: int, moment: Moment) -> None:
        """Look at a frame that it wanted."""
        ...

    def tells(self) -> object:
        """What it saw, once the clip is over."""
        ...


C = TypeVar("C", bound=CheckContext)
Judge = Callable[[C], Iterable[Problem]]
Knows = Callable[["Project", str], bool]


def everywhere(project: Project, language: str) -> bool:
    """Of a rule that holds in every language."""
    del project, language
    return True


def in_english(project: Project, language: str) -> bool:
    """Of a rule whose measure is one of English."""
    del project
    return language.partition("-")[0] == "en"


def with_claims(project: Project, language: str) -> bool:
    """Of a rule that goes by the lists of claims: whether they have a language."""
    return any(claim.language == language.partition("-")[0] for claim in project.claims.avoided)


def with_glossary(project: Project, language: str) -> bool:
    """Of a rule that goes by the glossary: whether it has a language."""
    return any(term.language == language.partition("-")[0] for term in project.glossary.terms)


def with_spaces(project: Project, language: str) -> bool:
    """Of a rule that counts words: whether a language has spaces between them."""
    del project
    return spaced(language)


@dataclass(frozen=True)
class Rule(Generic[C]):
    """One thing the film is held to.

    Attributes
    ----------
    name, family
        As the table prints them.
    says
        What is asked, in a sentence: the first line of the function's docstring.
    source
        Where the rule's number comes from.
    judge
        Looks at a context and tells the problems it finds there.
    knows
        Whether it has a measure for a language: where it has none, the report says so.
    """

    name: str
    family: Family
    says: str
    source: str
    judge: Judge[C]
    knows: Knows = everywhere

    def findings(self, context: C) -> Iterator[Finding]:
        """Look at a context; its problems with their full place."""
        for problem in self.judge(context):
            yield Finding(
                rule=self.name,
                clip=problem.clip or context.clip,
                beat=problem.beat,
                shape=context.shape,
                audience=context.audience,
                language=context.language,
                what=problem.what,
                do=problem.do,
                warning=problem.warning,
            )


class ProjectRule(Rule["Project"]):
    """Looks at ledger, script files and whatever else stands in ``assets``."""


class StoryRule(Rule["ToldClip"]):
    """Looks at one clip as it is told: words, times, captions, facts, finished files.

    Where it has no measure for the clip's language it does not judge: the report says which rules these are.
    """

    def findings(self, context: ToldClip) -> Iterator[Finding]:
        """Its problems with their full place; none where it has no measure."""
        if self.knows(context.project, context.language):
            yield from super().findings(context)


class FilmRule(Rule["ToldFilm"]):
    """Looks at all clips of one cut together: what one says, and what the next one says."""


@dataclass(frozen=True)
class PictureRule(Rule["ShownClip"]):
    """Looks at one clip as it is shown.

    Attributes
    ----------
    samples
        Whether frames between the ends of beats are needed as well.
    observe
        Called at each end of a beat (and at each sampled frame, if ``samples``) while the
        clip stands there, with real mobjects; what it returns is kept for ``judge`` in
        ``ShownClip.observed``.
    onlooker
        Makes an onlooker of a clip that is about to be walked; what it tells in the end is
        kept for ``judge`` in ``ShownClip.told_by``.
    """

    samples: bool = False
    observe: Callable[[Moment], object] | None = None
    onlooker: Callable[[Clip], Onlooker] | None = None


AnyRule = ProjectRule | StoryRule | FilmRule | PictureRule


def _sentence(function: Callable[..., object]) -> str:
    doc = (function.__doc__ or "").strip()
    if not doc:
        raise ValueError(f"{function.__name__} has no docstring to say what it asks")
    return " ".join(doc.split("\n\n")[0].split())


def project_rule(
    name: str, family: Family, source: str, knows: Knows = everywhere
) -> Callable[[Judge[Project]], ProjectRule]:
    """Make a rule of a function that looks at the project."""
    return lambda judge: ProjectRule(name, family, _sentence(judge), source, judge, knows)


def story_rule(
    name: str, family: Family, source: str, knows: Knows = everywhere
) -> Callable[[Judge[ToldClip]], StoryRule]:
    """Make a rule of a function that looks at one clip as it is told."""
    return lambda judge: StoryRule(name, family, _sentence(judge), source, judge, knows)


def film_rule(name: str, family: Family, source: str) -> Callable[[Judge[ToldFilm]], FilmRule]:
    """Make a rule of a function that looks at all clips of one cut."""
    return lambda judge: FilmRule(name, family, _sentence(judge), source, judge)


def picture_rule(
    name: str,
    family: Family,
    source: str,
    *,
    samples: bool = False,
    observe: Callable[[Moment], object] | None = None,
    onlooker: Callable[[Clip], Onlooker] | None = None,
) -> Callable[[Judge[ShownClip]], PictureRule]:
    """Make a rule of a function that looks at one clip as it is shown."""
    return lambda judge: PictureRule(
        name, family, _sentence(judge), source, judge, samples=samples, observe=observe, onlooker=onlooker
    )
