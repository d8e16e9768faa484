"""Learning packages (SCORM 1.2 and 2004): a page with film, words and questions, which a learning system counts.

The same page is in both; it finds out by itself which of the two it talks to. It asks nobody else for anything, and
works without a learning system, too: then nothing is kept.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from production.deliver import views
from production.deliver.chosen import fit, told_beats
from production.deliver.deck import DAY, Made
from production.deliver.finished import Finished
from production.deliver.folder import Folder
from production.deliver.page_words import PageWords
from production.deliver.pictures import Pictures
from production.deliver.questions.asked import Asked
from production.deliver.scorm.manifest import NAME, PAGE, VERSIONS, manifest_of
from production.deliver.shown import media_of
from production.deliver.site import STYLES
from production.deliver.templates import templates
from production.deliver.withdrawn import script_of
from production.finish.clock import clock
from production.store.files import delivered
from scenes.script.errors import FilmError
from scenes.script.sources import digest

SCRIPTS: Final = (
    *(f"js/{name}.js" for name in ("text", "player", "screen", "transcript", "dates")),
    *(f"scorm/{name}.js" for name in ("system", "record", "questions", "main")),
)
#: Of these files a page plays and shows; the rest is for downloads.
_PLAYED: Final = ("mp4", "vtt")
#: Answers as a learning system gets them: in SCORM 1.2 an answer is one letter.
_LETTERS: Final = "abcd"


@dataclass(frozen=True)
class Lesson:
    """A finished clip or film, and the questions on it; there may be none."""

    one: Finished
    asked: tuple[Asked, ...]


def write_packages(
    lesson: Lesson, folder: Path, words: PageWords, versions: Sequence[str] = (*VERSIONS,),
) -> list[Made]:
    """Write ``<clip>.scorm12.zip`` and ``<clip>.scorm2004.zip``.

    Raises
    ------
    FilmError
        A question is on a beat that the film does not have, or the folder cannot be written.
    """
    one, made = lesson.one, []
    with TemporaryDirectory() as scratch, delivered(folder) as making:
        tree = Path(scratch) / "page"
        tree.mkdir()
        _write_page(lesson, Folder(tree, "package"), words)
        played = {path: one.files[suffix].path for suffix, path in media_of(one).items() if suffix in _PLAYED}
        files = {str(file.relative_to(tree).as_posix()): file for file in tree.rglob("*") if file.is_file()} | played
        for version in versions:
            name = f"{one.name}.{VERSIONS[version].suffix}"
            identifier = f"inotuzumab-film.{one.language}.{one.audience}.{one.name}"
            with zipfile.ZipFile(making / name, "w") as pack:
                told = manifest_of(VERSIONS[version], identifier, fit(one.heading), sorted(files))
                pack.writestr(zipfile.ZipInfo(NAME, DAY), told, zipfile.ZIP_DEFLATED)
                for path, file in sorted(files.items()):
                    _pack(pack, path, file)
            made.append(Made(folder / name, len(lesson.asked), (making / name).stat().st_size))
    return made


def _pack(pack: zipfile.ZipFile, path: str, file: Path) -> None:
    info = zipfile.ZipInfo(path, DAY)
    info.compress_type = zipfile.ZIP_DEFLATED if file.suffix in (".html", ".js", ".css", ".vtt", ".txt") else 0
    with file.open("rb") as source, pack.open(info, "w", force_zip64=False) as target:
        while block := source.read(1 << 20):
            target.write(block)


def _write_page(lesson: Lesson, folder: Folder, w: PageWords) -> None:
    asked, pictures = lesson.asked, Pictures(folder.path)
    # What the page as a whole rests on is as fresh as the oldest part of it.
    one = replace(lesson.one, review_by=min((lesson.one.review_by, *(each.review_by for each in asked))))
    stills, sprite = pictures.stills_and_sprite(one)
    p = views.film(one, w, "", media_of(one), pictures.poster(one), sprite, stills, "")
    questions = [_question(number, each, one) for number, each in enumerate(asked, 1)]
    environment = templates(lambda value: fit(value) if type(value) is str else value)
    page = environment.get_template("web/scorm/package.html").render(
        w=w, up="", p=p, description=one.summary, questions=questions, told=_told(one, asked, w),
    ).lstrip()
    folder.text(PAGE, page)
    folder.text("withdrawn.js", script_of({}))
    folder.assets("site", (*STYLES, "scorm/scorm.css"), SCRIPTS, [page])
    for path in folder.path.glob("pictures/**/*.*"):  # posters in other sizes, stills of beats: for other pages
        if path.relative_to(folder.path).as_posix() not in page:
            path.unlink()


def _told(one: Finished, asked: Sequence[Asked], w: PageWords) -> Mapping[str, Any]:
    """What the page's script needs to know besides the film.

    ``stamp`` changes with the film's words and the questions: what a learning system kept of others is not taken.
    """
    keys = (
        "package_progress", "package_progress_watched", "package_done", "package_done_watched", "package_alone",
        "package_unheard",
    )
    content = [*(beat.said for beat in one.beats), *((each.question.id, *each.question.texts) for each in asked)]
    return {
        "stamp": digest(*content)[:8],
        "until": round(told_beats(one)[-1].end if told_beats(one) else one.seconds, 1),
        "says": {key: w[key] for key in keys},
    }


def _question(number: int, each: Asked, one: Finished) -> dict[str, Any]:
    question = each.question
    beat = next((b for b in one.beats if (b.clip, b.name) == (question.clip, question.beat)), None)
    if beat is None:
        raise FilmError(f"{one.movie.path}: has no beat '{question.clip}.{question.beat}', of which {question.id} "
                        "asks: it is older than the questions; make the film anew")
    named = [*zip(_LETTERS, question.answers, strict=False)]
    return {
        "number": number, "id": question.id, "ask": question.ask, "answers": named,
        "right": next(letter for letter, answer in named if answer.right),
        "start": round(beat.start, 3), "clock": clock(beat.start), "sources": [source.full for source in each.sources],
    }
