"""A folder of pages around finished films: works from any server, and from a disk, without one request elsewhere.

Nothing is drawn here. The films are those of a verified bundle; pictures are theirs; words are theirs and those of
``assets/pages``. The folder appears whole, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from production.deliver.bundle import Bundle
from production.deliver.finished import Finished
from production.deliver.folder import SUMS, Folder, renewed, weight_of
from production.deliver.for_screens import KIOSK, ForScreens, ScreenLoop
from production.deliver.handed import Handed
from production.deliver.kiosk_pack import FinishedKiosk, pack
from production.deliver.page_words import PAGES, page_words
from production.deliver.pages import SitePages
from production.deliver.pictures import Pictures
from production.deliver.shown import Shown, media_of
from production.deliver.withdrawn import LIST, read_withdrawn, script_of
from scenes.running_order import SIGNS

STYLES: Final = ("tokens.css", "base.css", "site.css")
SCRIPTS: Final = tuple(f"js/{name}.js" for name in (
    "text", "player", "screen", "transcript", "dates", "embed", "main",
))
#: By these a folder is known for a site that may be replaced.
MARKS: Final = ("assets/site.js", SUMS)


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
        self, bundle: Bundle, folder: Folder, *, url: str = "", words: Path = PAGES, withdrawn: Path = LIST,
        handed: Sequence[Handed] = (), loops: Sequence[ScreenLoop] = (), kiosk: FinishedKiosk | None = None,
    ) -> None:
        self.bundle, self.folder, self.url, self.handed = bundle, folder, url.rstrip("/"), handed
        self.loops, self.kiosk = loops, kiosk
        self.words = {code: page_words(code, words) for code in bundle.languages}
        self.withdrawn = read_withdrawn({one.name for one in bundle.all}, withdrawn)
        self.pictures = Pictures(folder.path)

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
        for film in (film for film in self.bundle.all if film.name not in self.withdrawn):
            for suffix, path in media_of(film).items():
                self.folder.take(film.files[suffix].path, path, may_link=suffix == "mp4")
        for one in self.handed:
            self.folder.take(one.file.path, one.path)
        for loop in self.loops:
            self.folder.take(loop.loop.movie.path, loop.path)
        packed = pack(self.kiosk, self.folder.path / KIOSK) if self.kiosk else None
        for_screens = ForScreens(self.loops, packed)
        pages = SitePages(self.bundle, self.shown, self.words, self.withdrawn, self.url, self.handed, for_screens)
        texts = pages.all()
        for path, text in texts.items():
            self.folder.text(path, text)
        if self.url:
            self.folder.text("sitemap.xml", _sitemap(self.url, sorted(p for p in texts if not p.startswith("embed/"))))
        self.folder.text("withdrawn.js", script_of(self.withdrawn))
        self.folder.assets("site", STYLES, SCRIPTS, texts.values())
        self.folder.sums({path: file.sha256 for path, file in pages.files().items()})
        pictures, media = weight_of(self.folder.path / "pictures"), sum(file.size for file in pages.files().values())
        return Sizes(len(texts), weight_of(self.folder.path) - pictures - media, pictures, media)


def write_site(bundle: Bundle, out: Path, *, url: str = "", link: bool = False, words: Path = PAGES,
               withdrawn: Path = LIST, handed: Sequence[Handed] = (), loops: Sequence[ScreenLoop] = (),
               kiosk: FinishedKiosk | None = None) -> Sizes:
    """Make a site of a bundle; a site that was there before is replaced once the new one is whole.

    Parameters
    ----------
    url
        Where it will stand, for addresses that must be whole (sitemap, pictures that are shared).
    link
        Link the MP4s instead of copying them: one file under two names, on the same disk.
    words, withdrawn
        Where the words of pages and the list of withdrawn films stand.
    handed
        Slides, handouts and whatever else was made of these films, for the pages of their clips.
    loops, kiosk
        What the page for clinics offers for screens, besides films.

    Raises
    ------
    FilmError
        Words are missing, the folder cannot be written, or it holds something that is no site.
    """
    with renewed(out, MARKS, "site", link=link) as folder:
        return Site(bundle, folder, url=url, words=words, withdrawn=withdrawn, handed=handed, loops=loops,
                    kiosk=kiosk).write()


def _sitemap(url: str, paths: Sequence[str]) -> str:
    lines = [f"<url><loc>{url}/{path}</loc></url>" for path in paths]
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *lines, "</urlset>", "",
    ])
