"""What a page asks for, as the request that a clip is drawn by: a draft, read by the narrator where there are takes."""

from __future__ import annotations

from collections.abc import Mapping

from scenes.script.request import QUALITIES, Request
from scenes.script.takes import Narrator, takes_of
from scenes.script.voice import SilentVoice


def request_of(cut: Mapping[str, str]) -> Request:
    """The request for a cut of a clip, as `render.py clips --quality draft` would make it."""
    language = cut["language"]
    voice = Narrator() if takes_of(language) else SilentVoice()
    return Request(language, cut["audience"], cut["shape"], QUALITIES["draft"], voice)
