"""A folder of pages around finished films: works from any server, and from a disk, without one request elsewhere.

Nothing is drawn here. The films are those of a verified bundle; pictures are theirs; words are theirs and those of
``assets/pages``. The folder appears whole, or not at all.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from production.deliver.bundle import Bundle
from production.deliver.finished import Finished
from production.deliver.fonts import write_fonts
from production.deliver.page_words import PAGES, page_words
from production.deliver.pages import SitePages
from production.deliver.pictures import Pictures
from production.deliver.shown import Shown, media_of
from production.deliver.withdrawn import LIST, read_withdrawn, script_of
from production.store.files import reason, writing_into
from scenes.running_order import SIGNS
from scenes.script.errors import FilmError

WEB: Final = Path(__file__).parent / "web"
STYLES: Final = ("tokens.css", "base.css", "site.css")
SCRIPTS: Final = ("text.js", "player.js", "screen.js", "transcript.js", "dates.js", "embed.js", "main.js")
#: By these a folder is known for a site that may be replaced.
MARKS: Final = ("withdrawn.js", "SHA256SUMS")


@dataclass(frozen=True)
class Sizes:
    """What a site weighs, in bytes, and how many pages it has."""

    pages: int
    text: int
    pictures: int
    media: int


class Site:
    """A site while it is made."""

    def __init__(
        self, bundle: Bundle, folder: Path, *, url: str = "", link: bool = False, words: Path = PAGES,
        withdrawn: Path = LIST,
    ) -> None:
        self.bundle, self.folder, self.url, self.link = bundle, folder, url.rstrip("/"), link
        self.words = {code: page_words(code, words) for code in bundle.languages}
        self.withdrawn = read_withdrawn({one.name for one in bundle.all}, withdrawn)
        self.pictures = Pictures(folder)

    @cached_property
    def shown(self) -> dict[tuple[str, str, str], Shown]:
        """What pages show, by name, language and audience: each film in one shape, landscape where that is there."""
        first: dict[tuple[str, str, str], Finished] = {}
        for one in self.bundle.all:
            first.setdefault((one.name, one.language, one.audience), one)
        return {key: self._shown(one) for key, one in first.items()}

    def _shown(self, one: Finished) -> Shown:
        stills, sprite = self.pictures.stills_and_sprite(one)
        is_clip = one.kind == "clip"
        has_signs = one.name == SIGNS.clip and one.shape == "landscape" and any(b.name == SIGNS.beat for b in one.beats)
        return Shown(
            one, media_of(one), self.pictures.poster(one), self.pictures.card(one) if is_clip else None,
            self.pictures.shared(one), stills, sprite, self.pictures.signs(one, SIGNS) if has_signs else (),
        )

    def write(self) -> Sizes:
        """Write everything."""
        self._media()
        pages = SitePages(self.bundle, self.shown, self.words, self.withdrawn, self.url)
        texts = pages.all()
        for path, text in texts.items():
            self._text(path, text)
        if self.url:
            self._text("sitemap.xml", _sitemap(self.url, sorted(p for p in texts if not p.startswith("embed/"))))
        self._text("withdrawn.js", script_of(self.withdrawn))
        self._text("assets/site.css", "\n".join(_web(name) for name in STYLES))
        self._text("assets/site.js", _script())
        shutil.copyfile(WEB / "favicon.svg", self.folder / "assets" / "favicon.svg")
        write_fonts(self.folder / "assets" / "fonts", texts.values())
        sums = [f"{file.sha256}  {path}\n" for path, file in sorted(pages.files().items())]
        self._text("SHA256SUMS", "".join(sums))
        sizes = {top: _size(self.folder / top) for top in ("pictures", "media")}
        return Sizes(len(texts), _size(self.folder) - sum(sizes.values()), **sizes)

    def _media(self) -> None:
        for one in self.bundle.all:
            for suffix, path in media_of(one).items():
                place = self.folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                if self.link and suffix == "mp4":
                    _link(one.movie.path, place)
                else:
                    shutil.copyfile(one.files[suffix].path, place)

    def _text(self, path: str, text: str) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")


def write_site(bundle: Bundle, out: Path, *, url: str = "", link: bool = False, words: Path = PAGES,
               withdrawn: Path = LIST) -> Sizes:
    """Make a site of a bundle; a site that was there before is replaced once the new one is whole.

    Parameters
    ----------
    url
        Where it will stand, for addresses that must be whole (sitemap, pictures that are shared).
    link
        Link the MP4s instead of copying them: one file under two names, on the same disk.
    words, withdrawn
        Where the words of pages and the list of withdrawn films stand.

    Raises
    ------
    FilmError
        Words are missing, the folder cannot be written, or it holds something that is no site.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not all((out / mark).is_file() for mark in MARKS):
        raise FilmError(f"{out} holds something that is no site: name another folder with --out")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        making = Path(mkdtemp(prefix=".making-", dir=out.parent))
    except OSError as error:
        raise FilmError(f"cannot write into {out.parent}: {reason(error)}; --out names another folder") from error
    try:
        with writing_into(out.parent):
            new = making / "site"
            new.mkdir()
            sizes = Site(bundle, new, url=url, link=link, words=words, withdrawn=withdrawn).write()
            if out.exists():
                out.rename(making / "before")
            new.rename(out)
        return sizes
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _link(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except OSError as error:
        raise FilmError(f"cannot link {file} into the site ({reason(error)}): leave --link out, and it is "
                        "copied") from error


def _web(name: str) -> str:
    return (WEB / name).read_text(encoding="utf-8")


def _script() -> str:
    """The modules as one script that a page may load from a disk, where browsers load no modules."""
    parts = [f"// {name}\n{(WEB / 'js' / name).read_text(encoding='utf-8')}" for name in SCRIPTS]
    return "(() => {\n\"use strict\";\n" + "\n".join(parts) + "})();\n"


def _sitemap(url: str, paths: Sequence[str]) -> str:
    lines = [f"<url><loc>{url}/{path}</loc></url>" for path in paths]
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *lines, "</urlset>", "",
    ])


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
