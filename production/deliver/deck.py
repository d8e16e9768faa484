"""Slides to teach with (PPTX): each clip as a video that plays on a click, each beat as a still, words in the notes.

Nothing is drawn: stills are the pictures that stand at the ends of beats in the finished films. Headlines, notes and
alternative texts are the film's own words.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageDraw, ImageFont
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from production.deliver.bundle import card_of
from production.deliver.chosen import fit, marks_of, sentences, stills, told_beats
from production.deliver.deck_master import HEIGHT, PX, SIDE, WIDTH, mirrored_box, number_of, presentation
from production.deliver.finished import Beat, Finished
from production.deliver.page_words import PageWords
from production.deliver.pictures import cropped
from production.finish.clock import clock
from production.store.files import delivered
from scenes.script.font import font_file
from scenes.script.language.words import joined
from scenes.stage.style import INK, PAPER_CARD

#: Where the film stands on its slide, px.
_FILM: Final = (SIDE, 256, 1208, 680)
#: How wide the picture of the first slide is, px.
_COVER: Final = 880
#: Arial, bold, is so much wider than the film's typeface.
_WIDER: Final = 1.14
#: A headline that fills no more of a line says little.
_SHORT: Final = 0.4
_SOURCES_A_SLIDE: Final = 10
_MEDIA: Final = "{http://schemas.microsoft.com/office/powerpoint/2010/main}media"
#: What a ZIP says of when a file was made: the same for the same slides.
DAY: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Made:
    """What was written: where, of how many slides or stills, how many bytes with what lies beside it."""

    file: Path
    count: int
    size: int


def write_deck(
    clips: Sequence[Finished], folder: Path, words: PageWords, *, autoplay: bool = False, link: bool = False,
) -> Made:
    """Write ``<clip>.deck.pptx``, or ``lesson.deck.pptx`` where there are several clips.

    Parameters
    ----------
    autoplay
        Films play as soon as their slide is shown, and not on a click.
    link
        Films lie beside the deck, and are not inside of it.

    Raises
    ------
    FilmError
        The folder cannot be written.
    """
    deck = Deck(words, autoplay=autoplay, link=link)
    deck.fill(clips)
    name = f"{clips[0].name if len(clips) == 1 else 'lesson'}.deck.pptx"
    with delivered(folder) as making:
        _save(deck.made, making / name)
        for one in clips if link else ():
            shutil.copyfile(one.movie.path, making / f"{one.name}.mp4")
        size = sum(file.stat().st_size for file in making.iterdir())
    return Made(folder / name, len(deck.made.slides), size)


class Deck:
    """Slides while they are made."""

    def __init__(self, words: PageWords, *, autoplay: bool, link: bool) -> None:
        self.words, self.autoplay, self.link = words, autoplay, link
        self.made = presentation(words.direction)

    def fill(self, clips: Sequence[Finished]) -> None:
        """All slides, in order."""
        self._begin(clips)
        for one in clips:
            self._clip(one)
            for beat, still in stills(one):
                self._beat(one, beat, still)
        self._sources(clips)
        self._notice(clips)
        said = self.made.core_properties
        said.title, said.language, said.author = _title(clips, self.words), self.words.code, ""
        said.comments = fit(f"{clips[0].notice} CC BY 4.0")
        said.created = said.modified = datetime.combine(max(one.checked for one in clips), time(12))

    def _slide(self, layout: str, notes: str, texts: dict[int, str]) -> Any:
        found = next(one for one in self.made.slide_layouts if one.name == layout)
        slide = self.made.slides.add_slide(found)
        for shape in slide.placeholders:
            self._write(shape.text_frame, texts.get(shape.placeholder_format.idx, ""))
        slide.shapes._spTree.append(number_of(layout, self.words.direction))
        self._write(slide.notes_slide.notes_text_frame, notes)
        return slide

    def _write(self, frame: Any, text: str) -> None:
        """A text, a paragraph a line, in its language."""
        frame.text = fit(text)
        for paragraph in frame.paragraphs:
            if self.words.direction == "rtl":
                paragraph._p.get_or_add_pPr().set("rtl", "1")
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", self.words.code)

    def _begin(self, clips: Sequence[Finished]) -> None:
        first = clips[0]
        about = first.subtitle if len(clips) == 1 else self.words["about"]
        slide = self._slide("Film", "\n".join(one.heading for one in clips),
                            {0: _title(clips, self.words), 10: about, 13: _foot(first, self.words)})
        whole = cropped(first, card_of(first.name)) if first.shape == "landscape" else Image.open(first.poster.path)
        cover = min(_COVER, round(HEIGHT * whole.width / whole.height))
        wide = round(whole.height * cover / HEIGHT)
        left = (whole.width - wide) // 2
        box = mirrored_box((WIDTH - cover, 0, cover, HEIGHT), self.words.direction)
        self._picture(slide, whole.crop((left, 0, left + wide, whole.height)), box, first.subtitle)

    def _clip(self, one: Finished) -> None:
        w = self.words
        notes = [one.summary, *(f"{beat.said}\n{self._seen(beat)}" for beat in told_beats(one)),
                 *_cited(one, sorted(one.sources), w)]
        slide = self._slide("Clip", "\n\n".join(notes), {
            0: one.heading, 10: one.subtitle, 11: f"{w['in_short']}\n{one.summary}",
            13: f"{clock(one.seconds)} · {_foot(one, w)}",
        })
        short = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 11).text_frame
        short.paragraphs[0].font.bold, short.paragraphs[0].space_after = True, Pt(12)
        poster = BytesIO()
        _with_sign(Image.open(one.poster.path).convert("RGB")).save(poster, "PNG")
        left, top, width, height = mirrored_box(_within(_FILM, one.pixels), w.direction)
        film = slide.shapes.add_movie(str(one.movie.path), Emu(left * PX), Emu(top * PX), Emu(width * PX),
                                      Emu(height * PX), poster, "video/mp4")
        film._element.nvPicPr.cNvPr.set("descr", fit(f"{w['film_says']} {one.heading}. {one.summary}"))
        film._element.nvPicPr.cNvPr.set("name", fit(one.heading))
        film.line.color.theme_color, film.line.width = MSO_THEME_COLOR.TEXT_1, Pt(1)
        # Read after the headings and before what it says in short.
        short._parent._element.addprevious(film._element)
        if self.link:
            _link(slide.part, film._element, f"{one.name}.mp4")
        if self.autoplay:
            for start in slide._element.iterfind(f".//{qn('p:video')}//{qn('p:cond')}"):
                start.set("delay", "0")

    def _beat(self, one: Finished, beat: Beat, still: Image.Image) -> None:
        w, is_wide = self.words, one.shape == "landscape"
        notes = "\n\n".join([beat.said, self._seen(beat), *marks_of(one, beat), *_cited(one, beat.sources, w)])
        foot = one.heading
        if beat.sources:
            key = "source_number" if len(beat.sources) == 1 else "source_numbers"
            foot += f" · {w.fill(key, n=w.style.listed(sorted(beat.sources)))}"
        slide = self._slide("Beat" if is_wide else "Beat beside", notes, {0: headline(beat.said), 13: foot})
        box = (0, 0, WIDTH, HEIGHT)
        if not is_wide:
            box = (SIDE, 0, round(HEIGHT * one.pixels[0] / one.pixels[1]), HEIGHT)
        picture = self._picture(slide, still, mirrored_box(box, w.direction), beat.seen)
        slide.shapes._spTree.insert(2, picture._element)  # the headline stands on it

    def _seen(self, beat: Beat) -> str:
        return f"{self.words['seen'].replace('|', ' ')}: {beat.seen}"

    def _picture(self, slide: Any, picture: Image.Image, box: tuple[int, int, int, int], seen: str) -> Any:
        written = BytesIO()
        picture.convert("RGB").save(written, "JPEG", quality=92, subsampling=0)
        left, top, width, height = (Emu(length * PX) for length in box)
        shape = slide.shapes.add_picture(written, left, top, width, height)
        shape._element.nvPicPr.cNvPr.set("descr", fit(seen))
        return shape

    def _sources(self, clips: Sequence[Finished]) -> None:
        found = {number: source for one in clips for number, source in one.sources.items()}
        numbers = sorted(found)
        for at in range(0, len(numbers), _SOURCES_A_SLIDE):
            here = numbers[at:at + _SOURCES_A_SLIDE]
            notes = "\n\n".join(f"{number}  {found[number].full}" for number in here)
            lines = "\n".join(f"{number}  {found[number].short}" for number in here)
            self._slide("Words", notes, {0: self.words["sources"], 10: lines, 13: _foot(clips[0], self.words)})

    def _notice(self, clips: Sequence[Finished]) -> None:
        w, voices = self.words, dict.fromkeys(one.voice for one in clips if one.voice)
        text = "\n\n".join([
            w["notice_rest"],
            w.fill("checked", when=w.day(min(one.checked for one in clips))) + ". "
            + w.fill("next_check", when=w.day(min(one.review_by for one in clips))) + ".",
            *voices, w.fill("license", version=clips[0].version),
        ])
        self._slide("Words", text, {0: clips[0].notice, 10: text})


def headline(said: str) -> str:
    """The first sentence of what is said; a question or a few words stand with what follows, if two lines hold both."""
    found = sentences(said)
    first, both = joined(found[:1]), joined(found[:2])
    wants_more = first.endswith(("?", "？", "؟")) or _lines(first) < _SHORT
    return both if wants_more and _lines(both) <= 2 else first


def _lines(text: str) -> float:
    """How many lines of a slide a headline fills, about."""
    return ImageFont.truetype(str(font_file("Bold")), 48).getlength(text) * _WIDER / (WIDTH - 2 * SIDE)


def _title(clips: Sequence[Finished], w: PageWords) -> str:
    return fit(clips[0].heading if len(clips) == 1 else joined(w["site"].split("|")))


def _foot(one: Finished, w: PageWords) -> str:
    return f"{w.fill('checked', when=w.month(one.checked))} · CC BY 4.0"


def _cited(one: Finished, numbers: Sequence[int], w: PageWords) -> Iterator[str]:
    if numbers:
        yield "\n".join([f"{w['sources']}:", *(f"{number}  {one.sources[number].full}" for number in sorted(numbers))])


def _within(box: tuple[int, int, int, int], pixels: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest box of a film's shape in another, in its middle."""
    left, top, width, height = box
    scale = min(width / pixels[0], height / pixels[1])
    wide, high = round(pixels[0] * scale), round(pixels[1] * scale)
    return left + (width - wide) // 2, top + (height - high) // 2, wide, high


def _with_sign(poster: Image.Image) -> Image.Image:
    """A poster with the sign for "play" in the band of captions, where it hides nothing."""
    unit = min(poster.size) / 1080
    side = round(112 * unit)
    large = Image.new("RGBA", (4 * side, 4 * side))
    draw = ImageDraw.Draw(large)
    draw.ellipse((0, 0, 4 * side - 1, 4 * side - 1), fill=PAPER_CARD)
    draw.ellipse((0.18 * side, 0.18 * side, 3.82 * side, 3.82 * side), fill=INK)
    draw.polygon([(1.55 * side, 1.2 * side), (1.55 * side, 2.8 * side), (2.9 * side, 2 * side)], fill=PAPER_CARD)
    sign = large.resize((side, side), Image.Resampling.LANCZOS)
    poster.paste(sign, (round(40 * unit), poster.height - side - round(40 * unit)), sign)
    return poster


def _link(part: Any, film: Any, name: str) -> None:
    """Let a film lie beside the deck: its place is told, its bytes are not in it."""
    for element, attribute, new, kind in (
        (next(film.iter(qn("a:videoFile"))), "r:link", "r:link", RT.VIDEO),
        (next(film.iter(_MEDIA)), "r:embed", "r:link", RT.MEDIA),
    ):
        part.drop_rel(element.attrib.pop(qn(attribute)))
        element.set(qn(new), part.relate_to(name, kind, is_external=True))


def _save(made: Any, file: Path) -> None:
    """Write it, with the same bytes for the same slides: python-pptx would put the hour into the ZIP."""
    written = BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(file, "w") as after:
        for entry in before.infolist():
            packed = zipfile.ZIP_STORED if entry.filename.endswith((".mp4", ".jpg", ".png")) else zipfile.ZIP_DEFLATED
            after.writestr(zipfile.ZipInfo(entry.filename, DAY), before.read(entry), packed)
