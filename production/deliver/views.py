"""What templates are filled with, out of a finished film: sentences, numbers, sources, evidence, downloads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from production.deliver.finished import Beat, Finished
from production.deliver.page_words import PageWords
from production.deliver.pictures import Sized, Sprite
from production.deliver.spoken import rows
from production.finish.clock import clock
from scenes.running_order import Signs
from scenes.script.facts import Fact
from scenes.script.language.words import joined
from scenes.script.script import END_CARD

_DOI: Final = re.compile(r"\bdoi:?\s*(10\.\d{4,9}/[\w.()/:;-]*[\w)])", re.IGNORECASE)
_PMID: Final = re.compile(r"\bPMID:?\s*(\d{4,9})\b")
_PMC: Final = re.compile(r"\b(PMC\d{4,9})\b")
_LINKS: Final = (
    (_DOI, "https://doi.org/"), (_PMID, "https://pubmed.ncbi.nlm.nih.gov/"),
    (_PMC, "https://pmc.ncbi.nlm.nih.gov/articles/"),
)
#: Files beside a film, by suffix, with the key of their name and what is said of their kind.
DOWNLOADS: Final = (
    ("vtt", "captions", "VTT"), ("srt", "captions", "SRT"), ("chapters.vtt", "chapters", "VTT"),
    ("poster.png", "poster", "PNG"), ("transcript.html", "transcript_page", "HTML"), ("deck.pptx", "slides", "PPTX"),
    ("handout.pdf", "handout", "PDF"), ("scorm.zip", "package", "SCORM"),
)


def size_of(size: int) -> str:
    """A number of bytes as people say it."""
    if size < 1e6:
        return f"{max(1, round(size / 1e3))} kB"
    return f"{size / 1e6:.1f} MB" if size < 1e7 else f"{size / 1e6:.0f} MB"


def offered(href: str, text: str, size: int, shows: Iterable[str], seconds: float | None = None) -> dict[str, Any]:
    """A file to be downloaded: what it weighs, how long it is where that is to be said, and which films it shows."""
    figures = size_of(size) if seconds is None else f"{clock(seconds)}, {size_of(size)}"
    return {"href": href, "text": text, "figures": figures, "shows": sorted(shows)}


def chapters(one: Finished) -> list[dict[str, Any]]:
    """The chapters with their clocks."""
    return [
        {"title": c.title, "start": round(c.start, 3), "length": round(c.end - c.start, 3), "clock": clock(c.start)}
        for c in one.chapters
    ]


def beats(one: Finished, stills: tuple[str, ...]) -> list[dict[str, Any]]:
    """What is seen, beat by beat."""
    height = round(320 * one.pixels[1] / one.pixels[0])
    return [
        {"title": b.title, "clock": clock(b.start), "start": round(b.start, 3), "seen": b.seen, "labels": b.labels,
         "still": still, "height": height}
        for b, still in zip(one.beats, stills, strict=True)
    ]


def numbers(one: Finished, w: PageWords) -> list[dict[str, Any]]:
    """The facts that count benefit and harm among a hundred people, in order of the film."""
    return [
        {"sentence": fact.sentence, "side": fact.balance, "groups": [*_groups(fact.values)],
         "sources": _numbered([source.number for source in fact.sources], w)}
        for fact in one.facts.values() if fact.balance and isinstance(fact.values.get("in_100"), int)
    ]


def _groups(values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for who, prefix in (("with_drug", ""), ("with_chemo", "chemo_")):
        if isinstance(count := values.get(f"{prefix}in_100"), int):
            yield {"who": who, "count": count, "cases": values.get(f"{prefix}cases"), "of": values.get(f"{prefix}of")}


def _numbered(found: list[int], w: PageWords) -> str:
    key = "source_number" if len(found) == 1 else "source_numbers"
    return w.fill(key, n=w.style.listed(sorted(found)))


def sources(one: Finished) -> list[dict[str, Any]]:
    """The sources in order of number; what names itself by DOI or PubMed is linked there."""
    return [{"number": number, "pieces": [*linked(source.full)]} for number, source in sorted(one.sources.items())]


def linked(text: str) -> Iterator[dict[str, str]]:
    """A text in pieces, of which some are links; an address is never taken from the text itself."""
    found = sorted((m.start(), m.end(), base + m[1]) for form, base in _LINKS for m in form.finditer(text))
    at = 0
    for start, end, href in found:
        yield {"text": text[at:start], "href": ""}
        yield {"text": text[start:end], "href": href}
        at = end
    yield {"text": text[at:], "href": ""}


def evidence(one: Finished) -> list[dict[str, Any]]:
    """A row for each fact, with all beats that rest on it, in order of the first of them."""
    used: dict[str, list[Beat]] = {}
    for beat in one.beats:
        for id in beat.facts:
            used.setdefault(id, []).append(beat)
    return [_evidence(beats, one.facts[id]) for id, beats in used.items()]


def _evidence(beats: list[Beat], fact: Fact) -> dict[str, Any]:
    return {
        "times": [{"clock": clock(beat.start), "start": round(beat.start, 1)} for beat in beats],
        "sentence": fact.sentence, "where": fact.where,
        "marks": " ".join(filter(None, (fact.simplified, fact.illustration))),
        "sources": sorted(source.number for source in fact.sources), "checked": fact.checked.isoformat(),
    }


def signs(one: Finished, what: Signs, icons: tuple[str, ...]) -> list[dict[str, str]]:
    """What to tell a team at once, in the film's own labels; a beat with another number of them has no pictures."""
    labels = next(beat.labels for beat in one.beats if beat.name == what.beat)[1:]
    pictures = icons if len(icons) == len(labels) else ("",) * len(labels)
    return [{"label": label, "picture": picture} for label, picture in zip(labels, pictures, strict=True)]


def player_data(one: Finished, w: PageWords, up: str, sprite: Sprite) -> dict[str, Any]:
    """What the player's script needs to know, as JSON; there is nothing in it that a page does not say."""
    keys = ("play", "pause", "sound", "mute", "past", "due_soon", "withdrawn", "time_of", "chapter_of", "steps_say")
    return {
        "name": one.name, "language": one.language, "direction": w.direction, "audience": one.audience,
        "heading": one.heading, "seconds": round(one.seconds, 3), "length": clock(one.seconds),
        "reviewBy": one.review_by.isoformat(),
        "reviewDay": w.day(one.review_by),
        "beats": [[b.clip, b.name, round(b.start, 3), round(b.end, 3), b.said] for b in one.beats],
        "chapters": [[c["title"], c["start"], c["length"]] for c in chapters(one)],
        "captions": [[round(c.start, 3), round(c.end, 3), list(c.lines)] for c in one.captions],
        "sprite": {"src": up + sprite.path, "width": sprite.width, "height": sprite.height,
                   "columns": sprite.columns, "count": sprite.count, "every": sprite.every},
        "says": {key: w[key] for key in keys},
    }


def film(
    one: Finished, w: PageWords, up: str, files: Mapping[str, str], poster: Sized, sprite: Sprite,
    stills: tuple[str, ...], withdrawn: str,
) -> dict[str, Any]:
    """All that a page shows of a film.

    Parameters
    ----------
    up
        From the page to the site's folder.
    files
        Its files on the site by suffix: paths from the site's folder.
    withdrawn
        What is said of it if it is withdrawn; else empty.
    """
    return {
        "one": one, "withdrawn": withdrawn, "files": {key.replace(".html", ""): path for key, path in files.items()},
        "poster": {"large": poster.webp[-1][0]}, "size": size_of(one.movie.size), "length": clock(one.seconds),
        "chapters": chapters(one), "rows": rows(one), "numbers": numbers(one, w), "sources": sources(one),
        "beats": beats(one, stills) if one.kind == "clip" else [], "evidence": evidence(one),
        "data": player_data(one, w, up, sprite),
        "excerpt": joined(beat.said for beat in one.beats if beat.name != END_CARD)[:220],
    }
