"""What is wrong with a language's catalogs, and how far they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from production.deliver.page_words import page_words
from production.translate.sync import catalogs
from production.translate.units import ROOMS, Source, form_of, narration_of, units
from scenes.script.errors import FilmError
from scenes.script.language.catalog import Catalog, read_catalog
from scenes.script.language.numbers import style_of
from scenes.script.lessons import lesson_names, lesson_words, load_lesson
from scenes.script.questions import asked_clips, load_questions, question_words
from scenes.script.request import AUDIENCES
from scenes.script.script import clip_names, load_clip_script
from scenes.script.toml_file import shown
from scenes.script.translation import fault_in


@dataclass(frozen=True)
class Count:
    """How far a catalog is.

    Attributes
    ----------
    texts
        How many English texts there are.
    whole
        How many of them may be shown; of these, ``reviewed`` ones have somebody who vouches for them.
    """

    room: str
    texts: int
    whole: int
    reviewed: int


def counts(assets: Path, language: str, source: Source) -> list[Count]:
    """How far a language is, folder by folder."""
    found = []
    for room, path in catalogs(assets, ROOMS, language).items():
        catalog, wanted = read_catalog(path), units(assets / room, source)
        whole = [unit for unit in wanted if not fault_in(catalog, unit.name, unit.english)]
        found.append(Count(room, len(wanted), len(whole), sum(catalog.entries[unit.name].reviewed for unit in whole)))
    return found


def faults(assets: Path, language: str, source: Source, clips: Sequence[str] = ()) -> list[str]:
    """Everything for which a text of a language is refused, or lost, with file and line, each once.

    With ``clips``, only that for which one of these cannot be made: of the script, what they say, and what stands
    around it.
    """
    return list(dict.fromkeys(_faults(assets, language, source, clips)))


def _faults(assets: Path, language: str, source: Source, clips: Sequence[str]) -> Iterator[str]:
    others = _of_others(assets / ROOMS[0], clips, source) if clips else ()
    for room, path in catalogs(assets, ROOMS[:1] if clips else ROOMS, language).items():
        catalog, wanted = read_catalog(path), units(assets / room, source)
        english = {unit.name: unit.english for unit in wanted}
        style_of(catalog)
        for name, text in english.items():
            if not name.startswith(others) and (fault := fault_in(catalog, name, text)):
                yield f"{catalog.where(name)}: {fault}"
        for name in catalog.entries:
            if name not in english and (form_of(name) or narration_of(name)) not in english:
                yield f"{catalog.where(name)}: there is no such English text; `translations sync` puts it aside"
        yield from _resolved(assets, room, language, source, clips)
        if room == ROOMS[0]:
            yield from _cues(assets, catalog, source, clips)


def _of_others(folder: Path, clips: Sequence[str], source: Source) -> tuple[str, ...]:
    """How names of texts begin that none of these clips needs: those of other clips, of their sources and facts."""
    beats = [beat for clip in clips for audience in AUDIENCES
             for beat in load_clip_script(clip, "en", audience, folder, source.ledger).beats]
    facts = {id for beat in beats for id in beat.facts}
    sources = {cited.id for id in facts for cited in source.ledger[id].sources}
    return (*(f"{clip}." for clip in clip_names("en", folder) if clip not in clips),
            *(f"sources.{id}." for id in source.ledger.sources if id not in sources),
            *(f"facts.{id}." for id in source.ledger.facts if id not in facts))


def _resolved(assets: Path, room: str, language: str, source: Source, clips: Sequence[str]) -> Iterator[str]:
    """What readers of the film's words refuse: forms without a word, letters without a shape, plurals that moved."""
    for load in _readings(assets, room, language, source, clips):
        try:
            load()
        except FilmError as error:
            yield str(error)


def _readings(assets: Path, room: str, language: str, source: Source,
              only: Sequence[str]) -> Iterator[Callable[[], object]]:
    """Whatever reads a folder's words in a language, a piece at a time."""
    folder, scripts, ledger = assets / room, assets / ROOMS[0], source.ledger
    if room == "script":
        for clip in only or clip_names(language, folder):
            for audience in AUDIENCES:
                yield partial(load_clip_script, clip, language, audience, folder, ledger)
    elif room == "questions":
        for clip in asked_clips(language, folder):
            yield partial(load_questions, clip, language, "", folder, ledger, scripts)
        yield partial(question_words, language, folder, scripts, ledger)
    elif room == "lessons":
        for name in lesson_names(language, folder):
            yield partial(load_lesson, name, language, folder, ledger, scripts)
        yield partial(lesson_words, language, folder, scripts, ledger)
    else:
        yield partial(page_words, language, folder)


def _cues(assets: Path, catalog: Catalog, source: Source, clips: Sequence[str]) -> Iterator[str]:
    """Cues that nobody says: what they show would come by guess."""
    folder = assets / ROOMS[0]
    for name, entry in catalog.entries.items():
        if narration_of(name) and not entry.text and (not clips or name.partition(".")[0] in clips):
            yield f"{catalog.where(name)}: not translated yet ({shown(entry.english)}); what it shows comes by guess"
    for clip in clips or clip_names(catalog.language, folder):
        for audience in AUDIENCES:
            try:
                script = load_clip_script(clip, catalog.language, audience, folder, source.ledger)
            except FilmError:
                continue  # said already
            for beat in script.beats:
                for phrase, words in beat.cues.items():
                    if words.casefold() not in beat.narration.casefold():
                        name = f"{clip}.{beat.name}.{audience}.cue.{phrase}"
                        yield f"{catalog.where(name)}: {shown(words)} does not stand in {shown(beat.narration, 300)}"
