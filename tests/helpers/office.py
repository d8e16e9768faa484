"""Real programs that read what is delivered: LibreOffice for slides, Poppler for PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def as_pdf(file: Path, folder: Path) -> Path:
    """A document as LibreOffice shows it, as PDF."""
    run("soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "pdf",
        "--outdir", str(folder), str(file))
    return folder / f"{file.stem}.pdf"


def run(name: str, *words: str) -> str:
    """What a program says; where it is not there the test is skipped, with one line."""
    program = shutil.which(name)
    if program is None:
        says = f"there is no {name} here: apt-get install libreoffice-impress poppler-utils"
        if os.environ.get("FILM_OFFICE") == "needed":
            pytest.fail(says)
        pytest.skip(says)
    around = {name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG_")}
    done = subprocess.run([program, *words], check=True, capture_output=True, text=True, timeout=120, env=around)
    return done.stdout
