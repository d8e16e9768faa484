"""A finished film under other names, in other languages and for other people: what sites and kiosks are tried with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from production.store import manifest


def copied(folder: Path, name: str, out: Path, *, as_name: str = "", **told: Any) -> Path:
    """Put a finished film of a folder below ``out`` once more, with some of its story told differently.

    Parameters
    ----------
    told
        What its ``story.json`` is to say: ``language="ar"``, ``title="…"``.

    Returns
    -------
    The folder that it is in now; its manifest vouches for what was changed.
    """
    as_name = as_name or name
    story = json.loads((folder / f"{name}.story.json").read_text(encoding="utf-8")) | told
    there = out / story["language"] / story["audience"] / story["shape"]
    there.mkdir(parents=True, exist_ok=True)
    entry = json.loads((folder / manifest.NAME).read_text(encoding="utf-8"))["clips"][name]
    hashes = {}
    for file in entry["files"]:
        new = there / (as_name + file.removeprefix(name))
        if file.endswith(".story.json"):
            new.write_text(json.dumps(story), encoding="utf-8")
        else:
            shutil.copyfile(folder / file, new)
        hashes[new.name] = manifest.hash_of(new)
    entry |= {"files": hashes, "facts_review_by": story["review_by"], "facts_checked": story["checked"]}
    listed = there / manifest.NAME
    before = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {"form": 1, "clips": {}}
    listed.write_text(json.dumps(before | {"clips": before["clips"] | {as_name: entry}}), encoding="utf-8")
    return there
