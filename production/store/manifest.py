"""``manifest.json``: what stands beside it, what that was made from, and whether it still is so."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from production.store.files import delivered, writing_into

NAME: Final = "manifest.json"
_FORM: Final = 1


def read(folder: Path) -> dict[str, Any]:
    """The entries by clip; none where there is no manifest, or one that cannot be read."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        clips = told["clips"] if told["form"] == _FORM else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {str(name): entry for name, entry in clips.items()} if isinstance(clips, dict) else {}


def up_to_date(folder: Path, name: str, key: str) -> dict[str, Any] | None:
    """The entry of a clip whose files are those that would be made now; None if they are not."""
    entry = read(folder).get(name)
    try:
        if entry is None or entry["key"] != key:
            return None
        files: Mapping[str, str] = entry["files"]
        if not files or any(hash_of(folder / file) != known for file, known in files.items()):
            return None
    except (OSError, KeyError, TypeError, AttributeError):
        return None
    return dict(entry)


def hash_of(file: Path) -> str:
    """SHA-256 of a file, as ``sha256sum`` prints it."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def hashes_of(folder: Path) -> dict[str, str]:
    """SHA-256 of each file in a folder, by its name."""
    return {file.name: hash_of(file) for file in sorted(folder.iterdir())}


def note(folder: Path, name: str, entry: Mapping[str, Any]) -> None:
    """Write a clip's entry into the manifest of its folder; the others stay.

    Raises
    ------
    FilmError
        The folder cannot be written.
    """
    _write(folder, {**read(folder), name: dict(entry)})


def keep(folder: Path, names: Collection[str]) -> dict[str, str]:
    """Take all other entries out of the manifest of a folder, and their files out of the folder.

    Returns
    -------
    dict
        SHA-256 of all files of these entries, by name.

    Raises
    ------
    FilmError
        The folder cannot be written.
    """
    every = read(folder)
    kept = {name: entry for name, entry in every.items() if name in names}
    files = {file: sha256 for entry in kept.values() for file, sha256 in entry["files"].items()}
    with writing_into(folder):
        for file in {file for entry in every.values() for file in entry["files"]} - files.keys():
            (folder / file).unlink(missing_ok=True)
    _write(folder, kept)
    return files


def _write(folder: Path, clips: Mapping[str, Any]) -> None:
    text = json.dumps({"form": _FORM, "clips": clips}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    with delivered(folder) as making:
        (making / NAME).write_text(text, encoding="utf-8", newline="\n")


def entry_for(
    files: Mapping[str, str], *, key: str, inputs: Mapping[str, str], beats: Mapping[str, str],
    versions: Mapping[str, str], seconds: float, frames: int, checked: str, review_by: str, quality: str,
    voice: str = "", captions: str = "beside", turned: int = 0, machine: bool = False,
) -> dict[str, Any]:
    """What is to be remembered of a clip that was made.

    Parameters
    ----------
    files
        SHA-256 of each file by its name.
    key, inputs, versions
        One hash for all that they depend on, a hash for each kind of it, and versions of packages.
    beats
        Name of each beat's pictures.
    seconds, frames
        The film's length.
    checked, review_by
        When the facts were last checked, and when the first of them is due again.
    voice
        Who reads; empty where nobody does.
    captions, turned
        Where captions stand, and by how many degrees the picture is turned.
    machine
        Whether a machine translated some of the words, and nobody has reviewed them.
    """
    return {
        "key": key,
        "inputs": dict(inputs),
        "beats": dict(beats),
        "versions": dict(versions),
        "files": dict(files),
        "seconds": seconds,
        "frames": frames,
        "quality": quality,
        "voice": voice,
        "machine_translation": machine,
        "captions": captions,
        "turned": turned,
        "facts_checked": checked,
        "facts_review_by": review_by,
    }
