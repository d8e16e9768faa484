"""Questions as learning systems get them, read back by readers that are not ours.

GIFT by pygiftparserrgmf, Moodle XML by moodle-xml-parser, QTI 2.1 by citolab-qti-convert (which turns it into QTI 3),
the table by Python's own.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import moodle_xml_parser.parser as moodle_reader
import pygiftparser.parser as gift_reader
import pytest
import qti_convert
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from production.deliver.moments import Moments
from production.deliver.questions.asked import Asked, asked_of
from production.deliver.questions.formats import FORMATS
from production.finish.clock import clock
from scenes.running_order import RUNNING_ORDER
from scenes.script.errors import FilmError
from scenes.script.questions import Answer
from scenes.script.request import AUDIENCES
from tests.helpers.checking import TODAY, change, copied, real

every_audience = pytest.mark.parametrize("audience", AUDIENCES)
every_format = pytest.mark.parametrize("kind", FORMATS)


@cache
def asked(audience: str = "student") -> tuple[Asked, ...]:
    return asked_of(RUNNING_ORDER, Moments(audience=audience), TODAY)


def written(kind: str, questions: tuple[Asked, ...], folder: Path) -> Path:
    file = folder / f"questions.{FORMATS[kind].suffix}"
    FORMATS[kind].write(questions, file)
    return file


Read = tuple[str, dict[str, tuple[bool, str]], str]
"""A question, its answers with whether each is right and the reason, and what is said in any case."""


def meant(one: Asked, between: str) -> Read:
    answers = {answer.text: (answer.right, answer.why) for answer in one.question.answers}
    return one.question.ask, answers, between.join(one.remarks)


# --- the readers --------------------------------------------------------------------------------------


def read_gift(file: Path) -> Iterator[Read]:
    """The reader leaves escapes and the format's mark as they stand, and what is always said with the last answer."""
    gift_reader.gift_result, gift_reader.category = None, None
    for question in gift_reader.parse(file.read_text(encoding="utf-8")).questions:
        options = question.answer.options
        last, _, remarks = options[-1].feedback.partition("####")
        whys = [*(option.feedback for option in options[:-1]), last]
        yield bare(question.text.removeprefix("[plain]")), {
            bare(option.text): (option.percentage == 1.0, bare(why)) for option, why in zip(options, whys, strict=True)
        }, bare(remarks.replace(r"\n", "\n"))


def bare(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()


def read_moodle(file: Path) -> Iterator[Read]:
    for question in moodle_reader.parse_file(str(file))["multichoice"]:
        assert question.single
        assert question.shuffle_answers
        yield question.text_pre_parse, {
            option.answer: (option.score_fraction == 100, option.feedback) for option in question.options
        }, question.general_feedback


def read_xml(file: Path) -> Iterator[Read]:
    """By Python's own reader of XML, as that of Moodle XML takes signs of HTML for what they mean there."""
    for question in ElementTree.parse(file).getroot().iterfind("question[@type='multichoice']"):
        yield str(question.findtext("questiontext/text")), {
            str(answer.findtext("text")): (answer.get("fraction") == "100", str(answer.findtext("feedback/text")))
            for answer in question.iterfind("answer")
        }, str(question.findtext("generalfeedback/text"))


def read_qti(file: Path) -> Iterator[Read]:
    files = qti_convert.upgrade_package_files(qti_convert.read_package(file)).files
    for name, content in files.items():
        if name.startswith("items/"):
            yield _item(ElementTree.fromstring(content))


def _item(item: ElementTree.Element) -> Read:
    """A QTI 3 item, in which feedback is a body of paragraphs."""
    def found(tag: str) -> list[ElementTree.Element]:
        return [node for node in item.iter() if node.tag.rpartition("}")[2] == tag]

    def text(node: ElementTree.Element) -> str:
        return " ".join("".join(node.itertext()).split())

    right = text(found("qti-correct-response")[0])
    said = {node.attrib["identifier"]: text(node) for node in found("qti-modal-feedback")}
    answers = {text(node): node.attrib["identifier"] for node in found("qti-simple-choice")}
    return text(found("qti-prompt")[0]), {
        answer: (name == right, said[name]) for answer, name in answers.items()
    }, said["remarks"]


READERS: Mapping[str, tuple[Any, str]] = {
    "gift": (read_gift, "\n"), "moodle": (read_moodle, "\n\n"), "qti": (read_qti, " "),
}


# --- the film's own questions ---------------------------------------------------------------------------


@every_audience
@pytest.mark.parametrize("kind", READERS)
def test_every_question_is_read_back_as_it_was_meant(kind: str, audience: str, tmp_path: Path) -> None:
    read, between = READERS[kind]
    questions = asked(audience)
    assert [*read(written(kind, questions, tmp_path))] == [meant(one, between) for one in questions]


def test_the_table_holds_a_row_a_question(tmp_path: Path) -> None:
    questions = asked()
    text = written("csv", questions, tmp_path).read_bytes().decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""))]
    for row, one in zip(rows, questions, strict=True):
        assert (row["id"], row["question"], row["right answer"]) == (
            one.question.id, one.question.ask, one.question.right.text,
        )
        assert [row[f"why not {n}"] for n, _ in enumerate(one.question.wrong, 1)] == [w.why for w in one.question.wrong]
        assert row["estimated"] == "yes"
        assert float(row["second in film"]) > float(row["second in clip"])
        assert row["next check by"] == str(one.review_by)


@every_audience
def test_each_clip_is_a_shelf_of_its_own(audience: str, tmp_path: Path) -> None:
    questions = asked(audience)
    shelves = [*dict.fromkeys(one.shelf for one in questions)]
    assert len(shelves) == len(RUNNING_ORDER)
    quiz = ElementTree.parse(written("moodle", questions, tmp_path)).getroot()
    assert [node.text for node in quiz.findall("question/category/text")] == [
        "/".join(("$course$", "top", *shelf)) for shelf in shelves
    ]
    test = ElementTree.fromstring(qti_convert.read_package(written("qti", questions, tmp_path))["test.xml"])
    sections = [node for node in test.iter() if node.tag.endswith("}assessmentSection")]
    assert [section.attrib["title"] for section in sections] == [shelf[-1] for shelf in shelves]


def test_a_package_names_all_its_files_and_no_others(tmp_path: Path) -> None:
    files = qti_convert.read_package(written("qti", asked(), tmp_path))
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    named = {node.attrib["href"] for node in manifest.iter() if node.tag.endswith("}file")}
    assert named == {*files} - {"imsmanifest.xml"}


@every_format
def test_the_same_questions_are_the_same_bytes(kind: str, tmp_path: Path) -> None:
    first = written(kind, asked(), tmp_path).read_bytes()
    assert written(kind, asked_of(RUNNING_ORDER, Moments(audience="student"), TODAY), tmp_path).read_bytes() == first


def test_remarks_name_place_sources_and_dates() -> None:
    for one in asked("patient"):
        place, sources, dates, notice = one.remarks
        assert clock(one.moment.start) in place
        assert clock(one.moment.in_film) in place
        assert "about" in place
        assert all(source.full in sources for source in one.sources)
        assert str(one.checked) in dates
        assert str(one.review_by) in dates
        assert "not medical advice" in notice


# --- what is refused -------------------------------------------------------------------------------------


def test_a_fact_that_is_due_again_stops_the_questions_that_rest_on_it() -> None:
    due = min(one.review_by for one in asked())
    assert asked_of(RUNNING_ORDER, Moments(audience="student"), due)
    with pytest.raises(FilmError, match=r"rests on '\w+', which was to be looked at again by 2027"):
        asked_of(RUNNING_ORDER, Moments(audience="student"), date(2027, 5, 24))


def test_a_clip_without_questions_is_said(tmp_path: Path) -> None:
    assets = copied(tmp_path)
    change(assets, "questions/en.toml", "[clip.binding.question.chance]", "[clip.drug.question.chance]")
    change(assets, "questions/en.toml", '\nbeat = "search"', '\nbeat = "whole"')
    change(assets, "questions/en.toml", "[clip.binding.question.carriers]", "[clip.drug.question.carriers]")
    change(assets, "questions/en.toml", '\nbeat = "marker"', '\nbeat = "whole"')
    with pytest.raises(FilmError, match="binding has no question for a patient"):
        asked_of(RUNNING_ORDER, Moments(), TODAY, assets / "questions", real().ledger)


# --- hostile text ----------------------------------------------------------------------------------------

#: All that the loader lets through on one line: no control characters, no brackets, no room at the ends.
HOSTILE = st.lists(
    st.sampled_from(["~", "=", "#", "{", "}", ":", "\\", "%", "%50%", "->", "//", "&amp;", "<b>", "]]>", '"', "'", "$",
                     "é", "片", "\u202e", "😀", "n", "TRUE", "####", "::", "@@", ","]),
    min_size=1, max_size=8,
).map(" ".join)
#: In reasons, the reader of GIFT stops at these even where they are escaped.
TAME = HOSTILE.map(lambda text: re.sub(r"[=~}]", "x", text))


def hostile(ask: str, texts: list[str], whys: list[str]) -> Asked:
    one = asked()[0]
    pairs = enumerate(zip(texts, whys, strict=True))
    answers = [Answer(f"a{n}", f"{n} {text}", why, n == 0) for n, (text, why) in pairs]
    question = replace(one.question, ask=f"Is {ask} so?", right=answers[0], wrong=tuple(answers[1:]))
    return replace(one, question=question, remarks=("Told.", whys[0]))


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=40, deadline=None, phases=[Phase.generate],
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ask=HOSTILE, texts=st.lists(HOSTILE, min_size=3, max_size=3), whys=st.lists(TAME, min_size=3, max_size=3))
def test_hostile_text_is_read_back_as_it_was_meant(
    kind: str, ask: str, texts: list[str], whys: list[str], tmp_path: Path
) -> None:
    read, between = (read_xml, "\n\n") if kind == "moodle" else READERS[kind]
    one = hostile(ask, texts, whys)
    (found,) = read(written(kind, (one,), tmp_path))
    wanted = meant(one, between)
    if kind == "gift":  # for an arrow there is no escape: it is written as a sign of its own
        assert str(found) == str(wanted).replace("->", "→")
    else:
        assert found == wanted


def test_an_answer_in_percent_is_no_weight(tmp_path: Path) -> None:
    one = asked()[0]
    right = Answer("right", "%50% of them", "So it is.", True)
    wrong = (Answer("a", "%20% of them", "No."), Answer("b", "Nobody", "No."))
    questions = (replace(one, question=replace(one.question, right=right, wrong=wrong)),)
    ((_, answers, _),) = read_gift(written("gift", questions, tmp_path))
    assert answers == {"%50% of them": (True, "So it is."), "%20% of them": (False, "No."), "Nobody": (False, "No.")}
