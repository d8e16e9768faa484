"""``imsmanifest.xml``: what a learning system is told of a package, in SCORM 1.2 and in SCORM 2004, 4th edition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAME: Final = "imsmanifest.xml"
PAGE: Final = "index.html"


@dataclass(frozen=True)
class Version:
    """A version of SCORM.

    Attributes
    ----------
    suffix
        What its files' names end in.
    schema_version
        What a manifest calls it.
    package, run_time, sequencing
        Names of the namespaces: of content packages, of ADL's own words, and of sequencing, if it has that.
    kind
        What its word for a thing that talks to the learning system is called.
    """

    suffix: str
    schema_version: str
    package: str
    run_time: str
    sequencing: str
    kind: str


VERSIONS: Final[Mapping[str, Version]] = {
    "1.2": Version(
        "scorm12.zip", "1.2", "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2", "", "scormtype",
    ),
    "2004": Version(
        "scorm2004.zip", "2004 4th Edition", "http://www.imsglobal.org/xsd/imscp_v1p1",
        "http://www.adlnet.org/xsd/adlcp_v1p3", "http://www.imsglobal.org/xsd/imsss", "scormType",
    ),
}


def manifest_of(version: Version, identifier: str, title: str, files: Iterable[str]) -> bytes:
    """The manifest of a package that holds one page and these files.

    Parameters
    ----------
    identifier
        The same for each release of this package, so that a learning system knows it again.
    """
    spaces = {"xmlns": version.package, "xmlns:adlcp": version.run_time}
    if version.sequencing:
        spaces["xmlns:imsss"] = version.sequencing
    root = Element("manifest", {"identifier": _name(identifier), "version": "1", **spaces})
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "ADL SCORM"
    SubElement(metadata, "schemaversion").text = version.schema_version
    organization = SubElement(SubElement(root, "organizations", default="film"), "organization", identifier="film")
    SubElement(organization, "title").text = title
    item = SubElement(organization, "item", identifier="item", identifierref="page", isvisible="true")
    SubElement(item, "title").text = title
    if version.sequencing:
        # The page says itself when it is done and what was reached; without this the system would say so unasked.
        control = {"completionSetByContent": "true", "objectiveSetByContent": "true"}
        SubElement(SubElement(item, "imsss:sequencing"), "imsss:deliveryControls", control)
    resource = SubElement(SubElement(root, "resources"), "resource", {
        "identifier": "page", "type": "webcontent", f"adlcp:{version.kind}": "sco", "href": PAGE,
    })
    for file in files:
        SubElement(resource, "file", href=file)
    indent(root)
    return bytes(tostring(root, encoding="UTF-8", xml_declaration=True))


def _name(text: str) -> str:
    """A name that XML takes for an identifier."""
    return re.sub(r"[^\w.-]", "_", text)
