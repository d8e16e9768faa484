"""What a picture is compared with: the golden frame of its beat, or the same moment as the last commit draws it."""

from __future__ import annotations

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from scenes.script.errors import FilmError


def golden(root: Path, clip: str, audience: str, shape: str, beat: int, beats: int) -> bytes | None:
    """The golden frame of a beat, by its number; they stand one below the other in one file."""
    file = root / "tests" / "golden" / f"{clip}.{audience}.{shape}.webp"
    if not file.is_file():
        return None
    with Image.open(file) as strip:
        high, over = divmod(strip.height, beats)
        if over or not 0 <= beat < beats:
            return None
        packed = BytesIO()
        one = strip.convert("RGB").crop((0, beat * high, strip.width, (beat + 1) * high))
    one.save(packed, "JPEG", quality=92, subsampling=0)
    return packed.getvalue()


def committed(root: Path, scratch: Path) -> tuple[Path, str]:
    """The film as the last commit has it, written beside, and the commit's name.

    Raises
    ------
    FilmError
        This is no Git checkout.
    """
    name = _git(root, "rev-parse", "--short", "HEAD").decode().strip()
    folder = scratch / f"commit-{name}"
    if not folder.is_dir():
        packed = _git(root, "archive", "HEAD", "scenes", "production", "assets", "render.py")
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
    return folder, name


def _git(root: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise FilmError("there is no last commit to compare with: this is no Git checkout") from error
    return done.stdout
