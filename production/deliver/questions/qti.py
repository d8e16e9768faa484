"""QTI 2.1: a content package (zip) with an item for each question and a test that asks them clip by clip.

Written by hand, for no library writes it with a reason for each answer: text2qti writes QTI 1.2 alone, and
qti-package-maker leaves feedback out and numbers its items by chance, so that no two packages are the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from production.deliver.questions.asked import Asked

SUFFIX: Final = "qti21.zip"
_QTI: Final = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE: Final = "http://www.imsglobal.org/xsd/imscp_v1p1"
#: A zip tells a date for each file; this one is the earliest that it can tell, so that equal packages are equal bytes.
_DATE: Final = (1980, 1, 1, 0, 0, 0)


def write(asked: Sequence[Asked], file: Path) -> None:
    """Write questions as a content package."""
    items = {f"items/{_name(one)}.xml": _item(one) for one in asked}
    files = {"imsmanifest.xml": _manifest(asked, [*items]), "test.xml": _test(asked), **items}
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(ZipInfo(name, _DATE), _bytes(content), ZIP_DEFLATED)


def _bytes(root: Element) -> bytes:
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _name(one: Asked) -> str:
    """A name that XML takes for an identifier."""
    return re.sub(r"[^\w-]", "_", f"{one.language}_{one.question.audience}_{one.question.id}")


def _item(one: Asked) -> Element:
    question = one.question
    named = {f"answer_{number}": answer for number, answer in enumerate(question.answers, 1)}
    right = next(name for name, answer in named.items() if answer.right)
    item = Element("assessmentItem", {
        "xmlns": _QTI, "identifier": _name(one), "title": question.id, "xml:lang": one.language, "adaptive": "false",
        "timeDependent": "false",
    })
    _declared(item, "responseDeclaration", "RESPONSE", "identifier", right)
    _declared(item, "outcomeDeclaration", "SCORE", "float", "0")
    _declared(item, "outcomeDeclaration", "FEEDBACK", "identifier")
    _declared(item, "outcomeDeclaration", "REMARKS", "identifier")
    choice = SubElement(SubElement(item, "itemBody"), "choiceInteraction", {
        "responseIdentifier": "RESPONSE", "shuffle": "true", "maxChoices": "1",
    })
    SubElement(choice, "prompt").text = question.ask
    for name, answer in named.items():
        SubElement(choice, "simpleChoice", identifier=name).text = answer.text
    _processing(item)
    for name, answer in named.items():
        _feedback(item, "FEEDBACK", name, (answer.why,))
    _feedback(item, "REMARKS", "remarks", one.remarks)
    return item


def _declared(item: Element, tag: str, name: str, kind: str, value: str = "") -> None:
    made = SubElement(item, tag, identifier=name, cardinality="single", baseType=kind)
    if value:
        holder = "correctResponse" if tag == "responseDeclaration" else "defaultValue"
        SubElement(SubElement(made, holder), "value").text = value


def _processing(item: Element) -> None:
    """One mark for the right answer; and the reason for whichever was chosen, with the remarks."""
    processing = SubElement(item, "responseProcessing")
    condition = SubElement(SubElement(processing, "responseCondition"), "responseIf")
    match = SubElement(condition, "match")
    SubElement(match, "variable", identifier="RESPONSE")
    SubElement(match, "correct", identifier="RESPONSE")
    _value(SubElement(condition, "setOutcomeValue", identifier="SCORE"), "float", "1")
    SubElement(SubElement(processing, "setOutcomeValue", identifier="FEEDBACK"), "variable", identifier="RESPONSE")
    _value(SubElement(processing, "setOutcomeValue", identifier="REMARKS"), "identifier", "remarks")


def _value(parent: Element, kind: str, text: str) -> None:
    SubElement(parent, "baseValue", baseType=kind).text = text


def _feedback(item: Element, outcome: str, name: str, texts: Sequence[str]) -> None:
    made = SubElement(item, "modalFeedback", outcomeIdentifier=outcome, identifier=name, showHide="show")
    for text in texts:
        SubElement(made, "p").text = text


def _test(asked: Sequence[Asked]) -> Element:
    title = " · ".join(asked[0].shelf[:2])
    test = Element("assessmentTest", {"xmlns": _QTI, "identifier": "test", "title": title})
    part = SubElement(test, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual")
    SubElement(part, "itemSessionControl", maxAttempts="0", showFeedback="true")
    for number, (shelf, ones) in enumerate(groupby(asked, key=lambda one: one.shelf), 1):
        section = SubElement(part, "assessmentSection", identifier=f"section_{number}", title=shelf[-1], visible="true")
        for one in ones:
            SubElement(section, "assessmentItemRef", identifier=_name(one), href=f"items/{_name(one)}.xml")
    return test


def _manifest(asked: Sequence[Asked], items: Sequence[str]) -> Element:
    manifest = Element("manifest", {"xmlns": _PACKAGE, "identifier": "questions"})
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    test = _resource(resources, "resource_test", "imsqti_test_xmlv2p1", "test.xml")
    for one, href in zip(asked, items, strict=True):
        _resource(resources, _name(one), "imsqti_item_xmlv2p1", href)
        SubElement(test, "dependency", identifierref=_name(one))
    return manifest


def _resource(resources: Element, name: str, kind: str, href: str) -> Element:
    made = SubElement(resources, "resource", identifier=name, type=kind, href=href)
    SubElement(made, "file", href=href)
    return made
