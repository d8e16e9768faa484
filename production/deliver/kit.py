"""All that is made of the films of one language in one folder: what is there and is current is not made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from production.deliver.bundle import Bundle
from production.deliver.chosen import withdrawn_of
from production.deliver.deck import write_deck
from production.deliver.finished import Finished
from production.deliver.folder import weight_of
from production.deliver.handed import entry_name, films_of, folder_of, handed_of, key_of, program
from production.deliver.handout import write_handouts
from production.deliver.lessons import SUFFIX, plan_of, write
from production.deliver.moments import Moments
from production.deliver.page_words import PAGES, page_words
from production.deliver.questions.asked import asked_of
from production.deliver.questions.formats import FORMATS
from production.deliver.scorm.lessons import lessons
from production.deliver.scorm.package import write_packages
from production.deliver.site import write_site
from production.deliver.stills_pack import Part, write_stills
from production.store import manifest
from production.store.files import delivered
from scenes import running_order
from scenes.script.errors import FilmError
from scenes.script.lessons import load_lesson
from scenes.script.questions import asked_clips

SUMS: Final = "SHA256SUMS"


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
    url
        The address that it prints, if it prints one.
    """

    name: str
    films: Sequence[Finished]
    folder: str
    make: Callable[[Path], object]
    url: str = ""


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

    Raises
    ------
    FilmError
        Nothing is there in this language, or its pages have no words.
    """

    def __init__(
        self, bundle: Bundle, films: Path, out: Path, language: str, today: date, *, url: str = "", link: bool = False,
        draw: Callable[[Finished], Sequence[Part]] | None = None, pages: Path = PAGES,
    ) -> None:
        self.bundle = Bundle(tuple(one for one in bundle.all if one.language == language))
        if not self.bundle.all:
            raise FilmError(f"{films} holds no finished films in '{language}': make them with `render.py film "
                            "--with-clips`")
        self.films, self.out, self.words, self.today = films, out, page_words(language, pages), today
        self.url, self.link, self.draw, self.pages, self.program = url, link, draw, pages, program()

    @property
    def steps(self) -> Iterator[Step]:
        """All steps in order: the site comes last, for it links what the others have made."""
        code, gone = self.words.code, withdrawn_of(self.bundle)
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
        yield Step(f"site {code}", self.bundle.all, "site", self._site, self.url)

    def take(self, step: Step) -> bool:
        """Take a step; whether anything was to be made."""
        key = key_of(step.name, step.films, self.program, step.url)
        if manifest.up_to_date(self.out, step.name, key):
            return False
        folder = self.out / step.folder
        before = {file: file.stat().st_mtime_ns for file in _files(folder)}
        step.make(folder)
        made = [file for file in _files(folder) if file.stat().st_mtime_ns != before.get(file)]
        self.note(step.name, key, made, step.url)
        return True

    def note(self, name: str, key: str, files: Sequence[Path], url: str = "") -> None:
        """Write down in ``manifest.json`` what was made."""
        hashes = {file.relative_to(self.out).as_posix(): manifest.hash_of(file) for file in files}
        manifest.note(self.out, name, {"key": key, "files": hashes, "url": url})

    def close(self, done: Sequence[str]) -> int:
        """Take out what is no longer part of the kit, and write the checksums of all that is: its weight, bytes."""
        every = manifest.read(self.out)
        sums = {path: sha for name in done for path, sha in every[name]["files"].items()}
        for path in {path for entry in every.values() for path in entry["files"]} - {*sums}:
            (self.out / path).unlink(missing_ok=True)
        with delivered(self.out) as making:
            told = {"form": 1, "clips": {name: every[name] for name in sorted(done)}}
            (making / manifest.NAME).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
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
        for step, make in makers.items():
            made_of = films_of(step, one, self.bundle.all)
            yield Step(entry_name(step, one), made_of, folder_of(one), make, self.url if step == "handout" else "")
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

    def _site(self, folder: Path) -> None:
        handed, _ = handed_of(self.out, self.bundle.all)
        write_site(self.bundle, folder, url=self.url, link=self.link, handed=handed, words=self.pages)


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else []
