"""Slides, handouts and stills say what the film says, open in real programs, and appear whole or not at all."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from production.deliver.bundle import read_bundle
from production.deliver.chosen import choose, sentences, told_beats
from production.deliver.counted import array, counted
from production.deliver.deck import headline, write_deck
from production.deliver.finished import Finished
from production.deliver.handout import write_handouts
from production.deliver.page_words import page_words
from production.deliver.stills_pack import write_stills
from scenes.running_order import SIGNS
from scenes.script.errors import FilmError
from tests.conftest import RenderPy
from tests.helpers.office import as_pdf, run
from tests.production.deliver.conftest import rewrite

pytestmark = pytest.mark.xdist_group("film")  # they share one film

_TWO_SIGNS = replace(SIGNS, clip="tiny", beat="square", heights=(0.3, 0.6))
HOSTILE = "=cmd()|'<b>&amp;\x00\x0b</p>\ud800{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def tiny(finished: Path) -> Finished:
    clip = read_bundle(finished).find("tiny", "en", "patient")
    assert clip
    return clip


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory, tiny: Finished) -> Path:
    return write_deck([tiny], tmp_path_factory.mktemp("deck"), page_words("en")).file


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def descriptions(slide: Any) -> list[str]:
    return [shape._element.nvPicPr.cNvPr.get("descr", "") for shape in slide.shapes
            if shape._element.tag == qn("p:pic")]


# --- slides ---------------------------------------------------------------------------------------


def test_a_deck_has_a_title_the_film_its_beats_and_the_sources_with_all_words_in_the_notes(
    deck: Path, tiny: Finished
) -> None:
    slides = [*Presentation(str(deck)).slides]
    beats = told_beats(tiny)
    assert len(slides) == 1 + 1 + len(beats) + 1 + 1
    assert [slide.shapes.title.text for slide in slides] == [
        tiny.heading, tiny.heading, *(headline(beat.said) for beat in beats), "Sources", tiny.notice,
    ]
    for slide, beat in zip(slides[2:], beats, strict=False):
        assert notes(slide).startswith(beat.said)
        assert beat.seen in notes(slide)
        assert all(tiny.sources[number].full in notes(slide) for number in beat.sources)
        assert descriptions(slide) == [beat.seen]
    assert all(source.full in notes(slides[-2]) for source in tiny.sources.values())
    for slide in slides:
        assert all(descriptions(slide)), "every picture says what is seen"
        languages = {run.get("lang") for run in slide._element.iter(qn("a:rPr"))}
        assert languages <= {"en", "en-US"}
        assert any(field.get("type") == "slidenum" for field in slide._element.iter(qn("a:fld")))
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        assert PP_PLACEHOLDER.TITLE in kinds


def test_a_still_fills_its_slide_and_is_the_picture_at_the_end_of_its_beat(deck: Path) -> None:
    made = Presentation(str(deck))
    for slide in [*made.slides][2:4]:
        picture = next(shape for shape in slide.shapes if shape._element.tag == qn("p:pic"))
        assert (picture.left, picture.top, picture.width, picture.height) == (0, 0, made.slide_width, made.slide_height)
        assert slide.shapes[0].shape_id == picture.shape_id, "the headline stands on it"
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9)


def test_the_film_is_in_its_slide_plays_on_a_click_and_is_read_before_what_it_says_in_short(
    deck: Path, tiny: Finished
) -> None:
    slide = Presentation(str(deck)).slides[1]
    with zipfile.ZipFile(deck) as pack:
        (movie,) = [name for name in pack.namelist() if name.endswith(".mp4")]
        assert pack.read(movie) == tiny.movie.path.read_bytes()
    (click,) = slide._element.iter(qn("a:hlinkClick"))
    assert click.get("action") == "ppaction://media"
    assert {start.get("delay") for start in slide._element.iter(qn("p:cond"))} == {"indefinite"}
    order = [shape.name for shape in slide.shapes]
    assert order.index(tiny.heading) == 2


def test_a_film_that_is_linked_lies_beside_the_deck_and_autoplay_starts_it(tiny: Finished, tmp_path: Path) -> None:
    made = write_deck([tiny], tmp_path, page_words("en"), link=True, autoplay=True)
    assert (tmp_path / "tiny.mp4").read_bytes() == tiny.movie.path.read_bytes()
    slide = Presentation(str(made.file)).slides[1]
    outside = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
    assert outside == ["tiny.mp4", "tiny.mp4"]
    assert {start.get("delay") for start in slide._element.iter(qn("p:cond"))} == {"0"}
    with zipfile.ZipFile(made.file) as pack:
        assert not [name for name in pack.namelist() if name.endswith(".mp4")]


def test_libreoffice_shows_every_slide_and_its_words(deck: Path, tiny: Finished, tmp_path: Path) -> None:
    pdf = as_pdf(deck, tmp_path)
    assert re.search(r"Pages: +6\n", run("pdfinfo", str(pdf)))
    text = " ".join(run("pdftotext", str(pdf), "-").split())
    for words in (tiny.heading, *(headline(beat.said) for beat in told_beats(tiny)), tiny.notice):
        assert words in text
    run("pdftoppm", "-r", "20", "-png", str(pdf), str(tmp_path / "slide"))
    ground = Image.open(tmp_path / "slide-1.png").convert("RGB").getpixel((3, 3))
    assert isinstance(ground, tuple)
    assert max(abs(a - b) for a, b in zip(ground, (0xFA, 0xF5, 0xE9), strict=True)) <= 2


def test_a_question_stands_with_its_answer_and_a_long_sentence_alone() -> None:
    assert headline("Where does it begin? In the marrow.") == "Where does it begin? In the marrow."
    long = "Of the people in the trial who had the drug more had this harm than had it with the others."
    assert headline(f"{long} {long}") == long
    assert headline("") == ""
    assert sentences("It takes 1.5 hours. Then? Done") == ["It takes 1.5 hours.", "Then?", "Done"]


# --- handouts ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def handouts(tmp_path_factory: pytest.TempPathFactory, finished: Path, tiny: Finished) -> list[Path]:
    folder = tmp_path_factory.mktemp("handout")
    made = write_handouts([tiny], read_bundle(finished), folder, page_words("en"), url="https://clinic.example/films")
    return [one.file for one in made]


def tags(node: Any) -> Iterator[Any]:
    """All elements of a structure tree."""
    for kid in node.K if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            if "/K" in kid:
                yield from tags(kid)


def test_a_handout_is_tagged_with_headings_and_what_each_picture_shows(handouts: list[Path], tiny: Finished) -> None:
    for file in handouts:
        with pikepdf.open(file) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "en"
            assert pdf.open_metadata()["pdfuaid:part"] == "1"
            found = [*tags(pdf.Root.StructTreeRoot)]
            kinds = [str(one.S) for one in found]
            assert kinds.count("/H1") == 1
            assert kinds.count("/H2") >= 2
            shown = [str(one.get("/Alt", "")) for one in found if one.S == "/Figure"]
        for beat in told_beats(tiny):
            assert beat.seen in shown


def test_all_that_a_handout_shows_is_tagged_or_an_ornament_and_headings_skip_no_level(handouts: list[Path]) -> None:
    shows = {"Tj", "TJ", "'", '"', "Do", "INLINE IMAGE", "sh", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*"}
    for file in handouts:
        with pikepdf.open(file) as pdf:
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            found = [*tags(pdf.Root.StructTreeRoot)]
            kinds = [str(one.S) for one in found]
            assert all(str(one.get("/Alt", "")) for one in found if one.S == "/Figure"), "each says what it shows"
            for page in pdf.pages:
                assert page.obj.get("/Tabs", pikepdf.Name.S) == pikepdf.Name.S
                depth, marked = 0, 0
                for step in pikepdf.parse_content_stream(page):
                    operands: Any = step.operands
                    name = str(step.operator)
                    depth += (name in ("BMC", "BDC")) - (name == "EMC")
                    marked += name == "BDC" and len(operands) == 2 and "/MCID" in operands[1]
                    assert depth > 0 or name not in shows, f"{file.name}: {name} is neither tagged nor an ornament"
                assert depth == 0
                assert marked
        levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_small_pictures_of_what_to_report_are_ornaments_to_whoever_listens(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = ["Tell your team", "Fever", "Bleeding"]
    rewrite(own / "en" / "patient" / "landscape", "tiny", lambda told: told["beats"][1].update(labels=labels))
    monkeypatch.setattr("production.deliver.handout.SIGNS", _TWO_SIGNS)
    bundle = read_bundle(own)
    a4, _ = write_handouts(choose(bundle, ["tiny"], "en", "patient"), bundle, tmp_path, page_words("en"))
    assert "Bleeding" in run("pdftotext", str(a4.file), "-")
    with pikepdf.open(a4.file) as pdf:
        shown = [str(one.get("/Alt", "")) for one in tags(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
    assert shown == [beat.seen for beat in told_beats(choose(bundle, ["tiny"], "en", "patient")[0])]


def test_a_handout_is_a_sheet_of_two_sides_on_both_papers(handouts: list[Path], tiny: Finished) -> None:
    sizes = []
    for file in handouts:
        told = run("pdfinfo", str(file))
        assert re.search(r"Pages: +2\n", told)
        sizes.append(told.partition("Page size:")[2].split("pts")[0].strip())
        text = " ".join(run("pdftotext", str(file), "-").split())
        for words in (*(beat.said for beat in told_beats(tiny)), "Call, day or night", "Ask for", "My questions",
                      tiny.notice, "Next check by", "https://clinic.example/films"):
            assert words in text
    assert [size.split(".")[0] for size in sizes] == ["595", "612 x 792"]


def test_an_array_fills_people_from_the_lowest_row() -> None:
    drawn = array(23, "#994322", "#000000").split("<g ")[1:]
    assert len(drawn) == 100
    filled = [person for person in drawn if "#994322" in person]
    assert len(filled) == 23
    tops = sorted({int(person.partition(")")[0].split()[-1]) for person in drawn})
    assert {int(person.partition(")")[0].split()[-1]) for person in filled} == {*tops[-3:]}


def test_each_number_stands_with_the_clause_that_says_it(own: Path) -> None:
    folder = own / "en" / "patient" / "landscape"

    def count(told: dict[str, Any]) -> None:
        fact = told["facts"]["cd22_domains"]
        fact.update(balance="harm", values={"in_100": 14, "chemo_in_100": 2, "percent": 14.2})
        told["beats"][0]["said"] = "With it, 14 of 100 had this harm; with chemo, 2. It took 114 days, or 2.5."

    rewrite(folder, "tiny", count)
    clip = read_bundle(own).find("tiny", "en", "patient")
    assert clip
    assert [(n.count, n.who, n.said) for n in counted(clip)] == [
        (14, "with_drug", "With it, 14 of 100 had this harm"), (2, "with_chemo", "with chemo, 2."),
    ]


def test_what_is_compared_in_one_clause_is_counted_twice(own: Path) -> None:
    def count(told: dict[str, Any]) -> None:
        values = {"in_100": 74, "percent": 73.8, "chemo_in_100": 31, "chemo_percent": 30.9}
        told["facts"]["cd22_domains"].update(balance="benefit", values=values)
        told["beats"][0]["said"] = "Remission came in 73.8%, against 30.9%."

    rewrite(own / "en" / "patient" / "landscape", "tiny", count)
    clip = read_bundle(own).find("tiny", "en", "patient")
    assert clip
    assert [(n.count, n.who) for n in counted(clip)] == [(74, "with_drug"), (31, "with_chemo")]


# --- stills ------------------------------------------------------------------------------------------


def test_the_pack_has_a_picture_of_every_beat_and_a_row_for_each(tiny: Finished, tmp_path: Path) -> None:
    made = write_stills([tiny], tmp_path)
    with zipfile.ZipFile(made.file) as pack:
        rows = [*csv.DictReader(StringIO(pack.read("stills.csv").decode("utf-8-sig")))]
        assert [row["alt_text"] for row in rows] == [beat.seen for beat in told_beats(tiny)]
        assert {*pack.namelist()} == {"stills.csv", *(row["file"] for row in rows)}, "nobody drew anything"
        for row, beat in zip(rows, told_beats(tiny), strict=True):
            assert Image.open(BytesIO(pack.read(row["file"]))).size == tiny.pixels
            assert row["license"] == "CC BY 4.0"
            assert bool(row["sources"]) == bool(beat.sources)


# --- all of them -------------------------------------------------------------------------------------


def test_hostile_words_stay_words(own: Path, tmp_path: Path) -> None:
    def poison(told: dict[str, Any]) -> None:
        told["title"] = told["subtitle"] = told["summary"] = HOSTILE
        told["beats"][0].update(said=HOSTILE, seen=HOSTILE, labels=[HOSTILE])

    rewrite(own / "en" / "patient" / "landscape", "tiny", poison)
    bundle = read_bundle(own)
    clips = choose(bundle, ["tiny"], "en", "patient", "landscape")
    slide = Presentation(str(write_deck(clips, tmp_path, page_words("en")).file)).slides[2]
    shown = "=cmd()|'<b>&amp;\ufffd\ufffd</p>\ufffd{{ 7 * 7 }}"
    assert notes(slide).startswith(shown)
    assert descriptions(slide) == [shown]
    a4, _ = write_handouts(clips, bundle, tmp_path, page_words("en"))
    assert "<b>&amp;" in run("pdftotext", str(a4.file), "-")
    with zipfile.ZipFile(write_stills(clips, tmp_path).file) as pack:
        assert next(csv.DictReader(StringIO(pack.read("stills.csv").decode("utf-8-sig"))))["caption"] == f"'{shown}"


def test_the_same_films_give_the_same_bytes(tiny: Finished, finished: Path, tmp_path: Path) -> None:
    def made(folder: Path) -> list[bytes]:
        write_deck([tiny], folder, page_words("en"))
        write_handouts([tiny], read_bundle(finished), folder, page_words("en"))
        write_stills([tiny], folder)
        return [file.read_bytes() for file in sorted(folder.iterdir())]

    assert made(tmp_path / "a") == made(tmp_path / "b")


def test_in_a_language_from_right_to_left_slides_run_from_right_to_left(
    finished: Path, page_texts: Path, tmp_path: Path
) -> None:
    clip = read_bundle(finished).find("tiny", "ar", "patient")
    assert clip
    made = Presentation(str(write_deck([clip], tmp_path, page_words("ar", page_texts)).file))
    film = next(shape for shape in made.slides[1].shapes if shape._element.tag == qn("p:pic"))
    assert film.left > made.slide_width / 4
    paragraphs = [*made.slides[1]._element.iter(qn("a:pPr"))]
    assert paragraphs
    assert all(one.get("rtl") == "1" for one in paragraphs)


def test_each_command_says_what_it_made_and_how_large_it_is(finished: Path, render_py: RenderPy) -> None:
    for command, says in (("deck", "slides, "), ("handout", "2 pages, "), ("stills", "stills and their table, ")):
        result = render_py(command, "tiny", "--films", str(finished))
        assert result.exit_code == 0, result.stderr
        assert says in result.stdout
        assert " MB" in result.stdout
    with zipfile.ZipFile("out/lesson/en/patient/tiny.stills.zip") as pack:
        names = {*pack.namelist()}
        for row in csv.DictReader(StringIO(pack.read("stills.csv").decode("utf-8-sig"))):
            assert {row[key] for key in ("file", "file_without_words", "svg", "svg_without_words")} <= names
            assert "Words are text" in row["svg_note"]
            assert pack.read(row["file"]) != pack.read(row["file_without_words"])


def test_no_still_is_drawn_of_a_film_that_would_look_otherwise_by_now(finished: Path, render_py: RenderPy) -> None:
    refused = render_py("stills", "following", "--films", str(finished))  # the running order does not know it
    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1
    assert "following.mp4: would look or sound otherwise by now" in refused.stderr
    assert not Path("out/lesson/en/patient/following.stills.zip").exists()
    assert render_py("stills", "following", "--films", str(finished), "--no-parts").exit_code == 0


@pytest.mark.parametrize("command", ["deck", "handout", "stills"])
def test_what_is_not_there_lies_or_was_withdrawn_gives_one_line_and_no_file(
    command: str, own: Path, render_py: RenderPy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(says: str, *words: str) -> None:
        result = render_py(command, *words, "--films", str(own))
        assert result.exit_code in (1, 2)
        assert len(result.stderr.splitlines()) == 1
        assert says in result.stderr
        assert not Path("out").exists()

    refused("There is no clip 'tinny'", "tinny")
    refused("there are no finished clips of xx/patient", "--language", "xx")
    (tmp_path / "withdrawn.toml").write_text('[film.tiny]\non = 2026-11-01\nreason = "A dose changed."\n')
    with monkeypatch.context() as patch:
        patch.setattr("production.deliver.chosen.LIST", tmp_path / "withdrawn.toml")
        refused("tiny was withdrawn on 2026-11-01: A dose changed.", "tiny")
    rewrite(own / "en" / "patient" / "landscape", "tiny", lambda told: told.update(review_by="2026-01-01"))
    refused("were to be looked at again by 2026-01-01", "tiny")
    story = own / "en" / "patient" / "landscape" / "tiny.story.json"
    story.write_text(json.dumps({}), encoding="utf-8")
    refused("is not the file that was made", "tiny")


def test_a_folder_that_cannot_be_written_keeps_what_was_there(tiny: Finished, tmp_path: Path) -> None:
    (tmp_path / "here").write_text("a file")
    with pytest.raises(FilmError, match="cannot write into"):
        write_deck([tiny], tmp_path / "here", page_words("en"))
    assert (tmp_path / "here").read_text() == "a file"
