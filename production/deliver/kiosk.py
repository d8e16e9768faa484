"""A folder for a touch screen without network: one page with a menu, and the films.

Nothing is drawn here. The films are those of a verified bundle; words are theirs and those of ``assets/pages``. All
that the page knows stands in it as data, which its script puts in as text; it asks nobody, keeps nothing and leads
nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any, Final

from production.deliver.bundle import Bundle
from production.deliver.finished import Finished
from production.deliver.folder import SUMS, Folder, files_in, renewed, weight_of
from production.deliver.page_words import PAGES, PageWords, page_words
from production.deliver.pictures import Pictures
from production.deliver.templates import templates
from production.deliver.withdrawn import LIST, read_withdrawn, script_of
from production.finish.clock import clock
from production.store import manifest
from scenes.running_order import CUTS, TOPICS
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES
from scenes.script.script import END_CARD

STYLES: Final = ("tokens.css", "base.css", "kiosk/kiosk.css")
SCRIPTS: Final = ("js/text.js", *(f"kiosk/{name}.js" for name in (
    "stage", "rest", "scan", "arrows", "guard", "menu", "main",
)))
#: By these a folder is known for a kiosk that may be replaced.
MARKS: Final = ("assets/kiosk.js", SUMS)
#: The one file that is changed where a kiosk stands, to take a film off the menu: no checksum is known of it.
WITHDRAWN: Final = "withdrawn.js"
#: Where its films stand.
PLACE: Final = "films/*/*/*.mp4"
#: Words that the page's script needs, by their keys.
SAID: Final = (
    "site", "clips", "languages", "audience", "player", "play", "pause", "past", "kiosk_touch", "kiosk_playing",
    "kiosk_sound_off", "kiosk_sound_on", "kiosk_again", "kiosk_back", "kiosk_failed",
)


@dataclass(frozen=True)
class Weight:
    """How many films a kiosk shows, and what they weigh in bytes."""

    films: int
    size: int


class Kiosk:
    """A kiosk while it is made."""

    def __init__(self, bundle: Bundle, folder: Folder, *, words: Path = PAGES, withdrawn: Path = LIST) -> None:
        self.folder = folder
        self.withdrawn = read_withdrawn({one.name for one in bundle.all}, withdrawn)
        self.pictures = Pictures(folder.path)
        #: Each film in one shape, landscape where that is there, by name, language and audience.
        self.shown: dict[tuple[str, str, str], Finished] = {}
        for one in bundle.all:
            if one.name not in self.withdrawn:
                self.shown.setdefault((one.name, one.language, one.audience), one)
        if not self.shown:
            raise FilmError("all films that are there are withdrawn: a kiosk would have nothing to show")
        left = {one.language for one in self.shown.values()}
        self.words = {code: page_words(code, words) for code in bundle.languages if code in left}

    def write(self) -> Weight:
        """Write everything."""
        films = {_place(one): one.movie for one in self.shown.values()}
        for path, movie in films.items():
            self.folder.take(movie.path, path)
        languages = [self._language(w) for w in self.words.values()]
        page = templates().get_template("web/kiosk/kiosk.html")
        said = json.dumps(languages, ensure_ascii=False)
        first = next(iter(self.words.values()))
        self.folder.text("index.html", page.render(kiosk={"languages": languages}, first=first, up="").lstrip())
        self.folder.text(WITHDRAWN, script_of(self.withdrawn))
        self.folder.assets("kiosk", STYLES, SCRIPTS, [said])
        self.folder.sums({path: films[path].sha256 if path in films else manifest.hash_of(file)
                          for path, file in files_in(self.folder.path).items() if path != WITHDRAWN})
        return Weight(len(films), weight_of(self.folder.path))

    def _language(self, w: PageWords) -> dict[str, Any]:
        films = [one for one in self.shown.values() if one.language == w.code]
        there = [audience for audience in AUDIENCES if any(one.audience == audience for one in films)]
        notice = f"{films[0].notice} {w['synthetic']}" if any(one.synthetic for one in films) else films[0].notice
        return {
            "code": w.code, "name": w.name, "direction": w.direction, "says": {key: w[key] for key in SAID},
            "notice": notice,
            "audiences": [
                {"name": audience, "says": w[f"{audience}_short"], "groups": [*self._groups(w, audience)]}
                for audience in there
            ],
        }

    def _groups(self, w: PageWords, audience: str) -> Iterator[dict[str, Any]]:
        """The clips under headings, in story order; then the first film that is there, which is the whole one."""
        there = {name: one for (name, code, who), one in self.shown.items() if (code, who) == (w.code, audience)}
        clips = {name: one for name, one in there.items() if one.kind == "clip"}
        listed = {name for names in TOPICS.values() for name in names}
        headed: dict[str, tuple[str, ...]] = {w.topic(topic)[0]: names for topic, names in TOPICS.items()}
        headed[w["clips"]] = tuple(name for name in clips if name not in listed)
        groups = [
            {"heading": heading, "films": [self._film(clips[name], w) for name in names if name in clips]}
            for heading, names in headed.items()
        ]
        whole = [one for one in there.values() if one.kind == "film"][:1]
        groups.append({"heading": "", "films": [self._film(one, w) for one in whole]})
        yield from (group for group in groups if group["films"])

    def _film(self, one: Finished, w: PageWords) -> dict[str, Any]:
        whole = one.kind == "film"
        told = [beat for beat in one.beats if beat.name != END_CARD] or one.beats
        return {
            "name": one.name, "whole": whole,
            "lead": "" if whole else one.lead or one.number,
            "title": w["whole_film"] if one.name == CUTS[0].name else one.title[len(one.lead):].strip(),
            "length": w.fill("minutes", n=ceil(one.seconds / 60)) if whole else clock(one.seconds),
            "src": _place(one), "picture": "" if whole else self.pictures.card(one).webp[-1][0],
            "captions": [[round(c.start, 3), round(c.end, 3), list(c.lines)] for c in one.captions],
            "beats": [[f"{beat.clip}.{beat.name}", round(beat.start, 3)] for beat in one.beats],
            "still": round(max(told[-1].end - 0.2, 0.0), 3),
            "reviewBy": one.review_by.isoformat(), "reviewDay": w.day(one.review_by), "voice": bool(one.voice),
        }


def _place(one: Finished) -> str:
    """Where a film stands in the kiosk's folder."""
    return f"films/{one.language}/{one.audience}/{one.name}.mp4"


def write_kiosk(
    bundle: Bundle, out: Path, *, link: bool = False, words: Path = PAGES, withdrawn: Path = LIST
) -> Weight:
    """Make a kiosk of a bundle; one that was there before is replaced once the new one is whole.

    Parameters
    ----------
    link
        Link the films instead of copying them: one file under two names, on the same disk.
    words, withdrawn
        Where the words of pages and the list of withdrawn films stand.

    Raises
    ------
    FilmError
        Words are missing, nothing is left to show, the folder cannot be written, or it holds something else.
    """
    with renewed(out, MARKS, "kiosk", link=link) as folder:
        return Kiosk(bundle, folder, words=words, withdrawn=withdrawn).write()
