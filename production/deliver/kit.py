"""All that is made of the films of one language in one folder: what is there and is current is not made again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

from production.deliver.bundle import Bundle
from production.deliver.chosen import withdrawn_of
from production.deliver.deck import write_deck
from production.deliver.finished import Finished
from production.deliver.folder import SUMS, files_in, weight_of
from production.deliver.for_screens import loops_in
from production.deliver.handed import entry_name, films_of, folder_of, handed_of, key_of, program
from production.deliver.handout import write_handouts
from production.deliver.kiosk import write_kiosk
from production.deliver.kiosk_pack import read_kiosk
from production.deliver.lessons import SUFFIX, plan_of, write
from production.deliver.moments import Moments
from production.deliver.page_words import PAGES, page_words
from production.deliver.questions.asked import asked_of
from production.deliver.questions.formats import FORMATS
from production.deliver.scorm.lessons import lessons
from production.deliver.scorm.package import write_packages
from production.deliver.site import write_site
from production.deliver.stills_pack import Part, write_stills
from production.deliver.withdrawn import LIST
from production.store import manifest
from production.store.files import delivered
from scenes import running_order
from scenes.script.errors import FilmError
from scenes.script.lessons import load_lesson
from scenes.script.questions import asked_clips
from scenes.script.sources import digest


@dataclass(frozen=True)
class Step:
    """One thing to make.

    Attributes
    ----------
    name
        What the manifest calls it.
    films
        What it is made of.
    folder
        Where its files go, from the kit's folder.
    make
        Writes them into that folder.
    asked
        What else it depends on: an address that it prints, and whatever was wished.
    alone
        Whether nothing else is in its folder.
    """

    name: str
    films: Sequence[Finished]
    folder: str
    make: Callable[[Path], object]
    asked: str = ""
    alone: bool = False


class Loops(Protocol):
    """Who makes loops of clips for silent screens."""

    def key(self, clips: Sequence[Finished]) -> str:
        """A hash of all that they depend on."""

    def make(self, clips: Sequence[Finished], folder: Path) -> None:
        """Make them, below a folder."""


class Kit:
    """A kit while it is made: asks which steps there are, and takes them one by one.

    Parameters
    ----------
    films
        Where the finished films are.
    out
        Where the kit goes.
    url
        Where its site will stand: for the site, and as text and QR code on handouts.
    link
        Link films into the site instead of copying them.
    draw
        Who draws stills once more, without words and as SVG.
    loops
        Who makes loops of the clips in the first audience and shape that are there.
    kiosk
        Whether a kiosk is part of it.

    Raises
    ------
    FilmError
        Nothing is there in this language, or its pages have no words.
    """

    def __init__(
        self, bundle: Bundle, films: Path, out: Path, language: str, today: date, *, url: str = "", link: bool = False,
        draw: Callable[[Finished], Sequence[Part]] | None = None, loops: Loops | None = None, kiosk: bool = False,
        pages: Path = PAGES,
    ) -> None:
        self.bundle = Bundle(tuple(one for one in bundle.all if one.language == language))
        if not self.bundle.all:
            raise FilmError(f"{films} holds no finished films in '{language}': make them with `render.py film "
                            "--with-clips`")
        self.films, self.out, self.words, self.today = films, out, page_words(language, pages), today
        self.url, self.link, self.draw, self.pages, self.program = url, link, draw, pages, program()
        self.loops, self.kiosk = loops, kiosk

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in order: the site comes last, for it links what the others have made."""
        before = tuple(self._before_the_site())
        asked = digest(self.url, *((step.name, step.asked) for step in before))
        return *before, Step(f"site {self.words.code}", self.bundle.all, "site", self._site, asked, alone=True)

    def _before_the_site(self) -> Iterator[Step]:
        code, gone = self.words.code, withdrawn_of(self.bundle, LIST)
        for audience in dict.fromkeys(one.audience for one in self.bundle.all):
            every = {one.name: one for one in reversed(self.bundle.all) if one.audience == audience}
            for one in (every[name] for name in reversed(every) if name not in gone):
                if one.kind == "clip":
                    yield from self._of_clip(one)
                else:
                    yield self._packages(one)
        for cut in running_order.CUTS:
            found = [one for one in self.bundle.all if (one.kind, one.name) == ("film", cut.name)]
            if found:
                yield Step(f"plan {code} {cut.name}", found, "plans", self._plan(cut))
        shown = [one for one in self.bundle.all if one.name not in gone]
        clips = [one for one in shown if one.kind == "clip" and (one.audience, one.shape) == (
            shown[0].audience, shown[0].shape)]
        if self.loops and clips:
            make = partial(self.loops.make, clips)
            yield Step(f"loops {code}", clips, "loops", make, self.loops.key(clips), alone=True)
        if self.kiosk and shown:
            yield Step(f"kiosk {code}", shown, "kiosk", self._kiosk, alone=True)

    def take(self, step: Step) -> bool:
        """Take a step; whether anything was to be made."""
        key = key_of(step.name, step.films, self.program, step.asked)
        if manifest.up_to_date(self.out, step.name, key):
            return False
        folder = self.out / step.folder
        before = {} if step.alone else {file: file.stat().st_mtime_ns for file in _files(folder)}
        step.make(folder)
        made = [file for file in _files(folder) if file.stat().st_mtime_ns != before.get(file)]
        hashes = {file.relative_to(self.out).as_posix(): manifest.hash_of(file) for file in made}
        manifest.note(self.out, step.name, {"key": key, "files": hashes, "asked": step.asked})
        return True

    def close(self, done: Sequence[str]) -> int:
        """Take out what is no longer part of the kit, and write the checksums of all that is: its weight, bytes."""
        sums = manifest.keep(self.out, done)
        with delivered(self.out) as making:
            text = "".join(f"{sha}  {path}\n" for path, sha in sorted(sums.items()))
            (making / SUMS).write_text(text, encoding="utf-8", newline="\n")
        return weight_of(self.out)

    # --- one by one ----------------------------------------------------------------------------------

    def _of_clip(self, one: Finished) -> Iterator[Step]:
        w, code = self.words, self.words.code
        shapes = self.bundle.shapes(one.name, code, one.audience)

        def questions(folder: Path) -> None:
            entries = [entry for entry in running_order.RUNNING_ORDER if entry.name == one.name]
            asked = asked_of(entries, Moments(language=code, audience=one.audience, finished=self.films), self.today)
            with delivered(folder) as making:
                for kind in FORMATS.values():
                    kind.write(asked, making / f"{one.name}.{kind.suffix}")

        makers: dict[str, Callable[[Path], object]] = {
            "deck": lambda folder: write_deck([one], folder, w),
            "handout": lambda folder: write_handouts([one], self.bundle, folder, w, url=self.url),
            "stills": lambda folder: write_stills(shapes, folder, self.draw),
        }
        if one.name in asked_clips(code):
            makers["questions"] = questions
        asked = {"handout": self.url, "stills": "with parts" if self.draw else ""}
        for step, make in makers.items():
            made_of = films_of(step, one, self.bundle.all)
            yield Step(entry_name(step, one), made_of, folder_of(one), make, asked.get(step, ""))
        yield self._packages(one)

    def _packages(self, one: Finished) -> Step:
        def make(folder: Path) -> None:
            for lesson in lessons(self.bundle, [one.name], one.language, one.audience, self.films, self.today):
                write_packages(lesson, folder, self.words)

        return Step(entry_name("scorm", one), films_of("scorm", one, self.bundle.all), folder_of(one), make)

    def _plan(self, cut: running_order.Cut) -> Callable[[Path], object]:
        def make(folder: Path) -> None:
            code = self.words.code
            told = Moments(cut, code, load_lesson(cut.name, code).audience, self.films)
            with delivered(folder) as making:
                write(plan_of(told, self.today), making / f"{cut.name}.{SUFFIX}")

        return make

    def _kiosk(self, folder: Path) -> None:
        write_kiosk(self.bundle, folder, link=self.link, words=self.pages, withdrawn=LIST)

    def _site(self, folder: Path) -> None:
        handed, _ = handed_of(self.out, self.bundle.all)
        loops, kiosk = self.out / "loops", self.out / "kiosk"
        write_site(
            self.bundle, folder, url=self.url, link=self.link, handed=handed, words=self.pages, withdrawn=LIST,
            loops=loops_in(loops, self.bundle, self.today, LIST) if self.loops and loops.exists() else (),
            kiosk=read_kiosk(kiosk, self.bundle, LIST) if self.kiosk and kiosk.exists() else None,
        )


def _files(folder: Path) -> list[Path]:
    """All files of a folder but hidden ones, which runs use among themselves."""
    return [file for path, file in files_in(folder).items() if not any(part[0] == "." for part in path.split("/"))]
