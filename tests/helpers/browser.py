"""A real browser, Debian's Chromium: what a page asks for and what it complains of is noted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

#: Where the program may be called by any of these names.
NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser; where there is none the tests that need one are skipped, with one line."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        says = "there is no Chromium here: apt-get install chromium"
        pytest.fail(says) if os.environ.get("FILM_BROWSER") == "needed" else pytest.skip(says)
    with sync_playwright() as playwright:
        # Whoever draws in this process hides all fonts but the film's from it.
        around: dict[str, str | float | bool] = {
            name: value for name, value in os.environ.items() if not name.startswith("FONTCONFIG_")
        }
        opened = playwright.chromium.launch(executable_path=program, env=around)
        yield opened
        opened.close()


class Visit:
    """A page that was opened from a disk, and what it asked for and complained of.

    Attributes
    ----------
    requests
        Addresses of all that was asked for.
    complaints
        Errors and warnings, and what the page's own policy forbade.
    """

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective))"
        )
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def open(self, file: Path, rest: str = "") -> Page:
        """Open a file of a site; ``rest`` is what follows its name in the address."""
        self.page.goto(file.as_uri() + rest)
        return self.page

    def close(self, within: Path) -> None:
        """Close it: nothing was asked for outside of a folder, and nothing complained of."""
        self.context.close()
        outside = [address for address in self.requests if not address.startswith(within.as_uri())]
        assert outside == []
        assert self.complaints == []
