"""Moodle XML: a category for each clip, and in it its questions with a reason for each answer.

All texts are plain: Moodle shows them as they are, whatever signs they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from production.deliver.questions.asked import Asked

SUFFIX: Final = "moodle.xml"
#: Whoever tries again loses a third of the mark, as Moodle itself suggests.
_PENALTY: Final = "0.3333333"


def write(asked: Sequence[Asked], file: Path) -> None:
    """Write questions as Moodle XML."""
    quiz = Element("quiz")
    shelf: tuple[str, ...] = ()
    for one in asked:
        if one.shelf != shelf:
            shelf = one.shelf
            _text(SubElement(quiz, "question", type="category"), "category", category_of(shelf))
        quiz.append(_question(one))
    indent(quiz)
    ElementTree(quiz).write(file, encoding="UTF-8", xml_declaration=True)


def category_of(shelf: Sequence[str]) -> str:
    """A path of categories; a slash within a name is doubled."""
    return "/".join(("$course$", "top", *(name.replace("/", "//") for name in shelf)))


def _question(one: Asked) -> Element:
    made = Element("question", type="multichoice")
    _text(made, "name", one.question.id)
    _text(made, "questiontext", one.question.ask, plain=True)
    _text(made, "generalfeedback", "\n\n".join(one.remarks), plain=True)
    for name, value in (
        ("defaultgrade", "1.0"), ("penalty", _PENALTY), ("hidden", "0"),
        ("idnumber", f"{one.language}.{one.question.audience}.{one.question.id}"),
        ("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "abc"),
    ):
        SubElement(made, name).text = value
    for answer in one.question.answers:
        node = SubElement(made, "answer", fraction="100" if answer.right else "0", format="plain_text")
        SubElement(node, "text").text = answer.text
        _text(node, "feedback", answer.why, plain=True)
    return made


def _text(parent: Element, name: str, text: str, *, plain: bool = False) -> None:
    node = SubElement(parent, name, {"format": "plain_text"} if plain else {})
    SubElement(node, "text").text = text
