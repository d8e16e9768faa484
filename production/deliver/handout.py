"""Handouts (PDF, A4 and Letter): a sheet a clip, its pictures and words in front, numbers and room for notes behind.

Set by WeasyPrint, which takes pages in HTML and tags what it sets (PDF/UA-1): headings, pictures with what they show.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image
from weasyprint import HTML

from production.deliver.bundle import Bundle
from production.deliver.chosen import fit, stills, withdrawn_of
from production.deliver.counted import Counted, array, counted
from production.deliver.deck import Made
from production.deliver.deck_master import BAND, HEIGHT, colors
from production.deliver.finished import Finished
from production.deliver.fonts import pdf_faces
from production.deliver.page_words import PageWords
from production.deliver.pictures import sign_pictures
from production.store.files import delivered
from scenes.running_order import SIGNS
from scenes.stage.style import INK

PAPERS: Final = {"a4": "A4", "letter": "Letter"}
#: How wide a picture is, px: 300 to the inch where it stands.
_WIDE: Final = 1040
#: Filled people, and "this does harm"; black contours and outline against filled carry it in gray.
_FILLS: Final = {"harm": "harm", "benefit": "benefit-sign"}
# It tells of each step, and Manim, where it is at work, shows whatever anybody tells.
logging.getLogger("weasyprint").setLevel(logging.WARNING)


def write_handouts(
    clips: Sequence[Finished], bundle: Bundle, folder: Path, words: PageWords, *, url: str = "",
) -> tuple[Made, ...]:
    """Write ``<clip>.handout.a4.pdf`` and ``….letter.pdf``, or ``lesson.…`` where there are several clips.

    Parameters
    ----------
    bundle
        Where the clip is looked for that tells what to report at once.
    url
        An address to print as text and as QR code.

    Raises
    ------
    FilmError
        The folder cannot be written.
    """
    name = clips[0].name if len(clips) == 1 else "lesson"
    signs = _signs(bundle, clips[0])
    page = {
        "w": words, "sheets": [_sheet(one, words) for one in clips], "signs": signs, "url": url,
        "qr": segno.make(url, error="m").svg_data_uri(dark=INK, border=0) if url else "",
        "title": clips[0].heading if len(clips) == 1 else words["site"].replace("|", " "),
        "fonts": [],
    }
    around = Environment(loader=FileSystemLoader(Path(__file__).parent / "web"), autoescape=True,
                         undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_fit)
    template, made = around.get_template("handout.html"), []
    page["fonts"] = pdf_faces(template.render(page, paper=PAPERS["a4"]))
    with delivered(folder) as making:
        for key, paper in PAPERS.items():
            file = f"{name}.handout.{key}.pdf"
            sheets = HTML(string=template.render(page, paper=paper)).render()
            sheets.write_pdf(making / file, pdf_variant="pdf/ua-1", pdf_identifier=file.encode())
            made.append(Made(folder / file, len(sheets.pages), (making / file).stat().st_size))
    return tuple(made)


def _fit(value: Any) -> Any:
    return fit(value) if type(value) is str else value


def _sheet(one: Finished, w: PageWords) -> dict[str, Any]:
    beats = [{"still": _picture(still, one), "said": beat.said, "seen": beat.seen} for beat, still in stills(one)]
    numbers = [
        {"count": n.count, "side": n.side, "who": w[n.who], "topic": n.topic, "said": n.said,
         "array": f"data:image/svg+xml;base64,{b64encode(_array(n)).decode()}"}
        for n in counted(one)
    ]
    rest = one.title.removeprefix(one.lead).strip() if one.lead else one.title
    return {"one": one, "beats": beats, "numbers": numbers, "point": rest,
            "checked": w.fill("checked", when=w.month(one.checked)),
            "next": w.fill("next_check", when=w.month(one.review_by)),
            "sources": [source for _, source in sorted(one.sources.items())]}


def _array(n: Counted) -> bytes:
    return array(n.count, colors()[_FILLS[n.side]], INK).encode()


def _picture(still: Image.Image, one: Finished) -> str:
    """A still without the empty band of captions, as it stands in a page."""
    high = round(still.height * BAND / HEIGHT) if one.shape == "landscape" else still.height
    cut = still.crop((0, 0, still.width, high))
    if cut.width > _WIDE:
        cut = cut.resize((_WIDE, round(high * _WIDE / cut.width)), Image.Resampling.LANCZOS)
    return _data(cut)


def _data(picture: Image.Image) -> str:
    written = BytesIO()
    picture.save(written, "JPEG", quality=90, subsampling=0)
    return "data:image/jpeg;base64," + b64encode(written.getvalue()).decode()


def _signs(bundle: Bundle, one: Finished) -> list[Mapping[str, str]]:
    """What to tell a team at once, from the film's own clip of it, where that is there."""
    clip = None if SIGNS.clip in withdrawn_of(bundle) else bundle.find(SIGNS.clip, one.language, one.audience)
    beat = next((beat for beat in clip.beats if beat.name == SIGNS.beat), None) if clip else None
    if clip is None or beat is None or len(beat.labels) != len(SIGNS.heights) + 1:
        return []
    return [{"label": label, "picture": _data(picture)}
            for label, picture in zip(beat.labels[1:], sign_pictures(clip, SIGNS), strict=True)]
