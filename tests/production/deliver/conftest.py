"""Finished films of the tests' clips for two audiences and two directions of writing, made once, and a site of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from production.deliver.bundle import read_bundle
from production.deliver.for_screens import loops_in
from production.deliver.kiosk import write_kiosk
from production.deliver.kiosk_pack import read_kiosk
from production.deliver.page_words import PAGES
from production.deliver.site import write_site
from production.store import manifest
from production.store.files import folder_for
from production.store.pieces import Pieces
from scenes.script.request import Request
from tests.clips.tiny import FOLLOWING, TINY
from tests.conftest import SMALL, made
from tests.helpers.browser import browser
from tests.helpers.catalogs import language, said
from tests.helpers.checking import TODAY
from tests.helpers.looped import Looped

Change = Callable[[dict[str, Any]], None]


def rewrite(folder: Path, name: str, change: Change) -> None:
    """Change a clip's story, as whoever wrote it might have done: the manifest knows the new one."""
    story = folder / f"{name}.story.json"
    told = json.loads(story.read_text(encoding="utf-8"))
    change(told)
    story.write_text(json.dumps(told), encoding="utf-8")
    entries = manifest.read(folder)
    entries[name]["files"][story.name] = manifest.hash_of(story)
    entries[name]["facts_review_by"] = told["review_by"]
    (folder / manifest.NAME).write_text(json.dumps({"form": 1, "clips": entries}), encoding="utf-8")


def in_arabic(told: dict[str, Any]) -> None:
    told["language"] = "ar"
    told["title"], told["lead"] = "كيف يرتبط الدواء", ""
    told["captions"][0]["lines"] = ["يدور قرص حول الوسط."]


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory, film_folder: Path) -> Path:
    """A folder of finished films; nobody changes it."""
    out = tmp_path_factory.mktemp("finished") / "out"
    shutil.copytree(film_folder, out)
    kept = Pieces(out.with_name("kept"))
    for audience in ("patient", "student"):
        request = Request(quality=SMALL, audience=audience)
        outcomes = made([TINY, FOLLOWING], out, request=request, pieces=kept)
        assert [outcome.error for outcome in outcomes] == [None, None]
    english = folder_for(out, Request(quality=SMALL))
    rewrite(english, "following", lambda told: told.update(voice="Read by Ada. Synthetic voice.", synthetic=True))
    arabic = out / "ar" / "patient" / "landscape"
    shutil.copytree(english, arabic)
    for name in ("tiny", "both"):
        rewrite(arabic, name, in_arabic)
    rewrite(arabic, "following", lambda told: told.update(language="ar"))
    return out


@pytest.fixture(scope="session")
def page_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Words of pages in English, and the same as if they were Arabic."""
    folder = tmp_path_factory.mktemp("words") / "pages"
    folder.mkdir()
    shutil.copy(PAGES / "en.toml", folder)
    said(language(folder, "ar"), "language.name", "العربية")
    return folder


@pytest.fixture(scope="session")
def kiosk(tmp_path_factory: pytest.TempPathFactory, finished: Path, page_texts: Path) -> Path:
    """A kiosk of the finished films; nobody changes it."""
    out = tmp_path_factory.mktemp("kiosk") / "kiosk"
    write_kiosk(read_bundle(finished), out, words=page_texts)
    return out


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory, finished: Path, page_texts: Path, looped: Looped, kiosk: Path
) -> Path:
    """A site of the finished films, with loops and a kiosk; nobody changes it."""
    out, bundle = tmp_path_factory.mktemp("site") / "site", read_bundle(finished)
    write_site(bundle, out, words=page_texts, loops=loops_in(looped.out, bundle, TODAY),
               kiosk=read_kiosk(kiosk, bundle))
    return out


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this folder: no event loop of it runs in others."""
    with browser() as opened:
        yield opened


@pytest.fixture
def own(finished: Path, tmp_path: Path) -> Path:
    """A copy of the finished films that a test may spoil."""
    shutil.copytree(finished, tmp_path / "films")
    return tmp_path / "films"
