"""Every clip has room for longer words, and for words from the right: in one shape and for one audience each."""

from __future__ import annotations

from itertools import product

import pytest

from production.check.looking.walker import Sampling, walk
from production.check.rules import legible
from scenes.running_order import RUNNING_ORDER
from scenes.script.request import AUDIENCES, SHAPES, Request
from scenes.script.script import ClipScript, load_clip_script
from scenes.stage.clip import Clip
from tests.helpers.checking import real
from tests.helpers.pseudo import TELL, told
from tests.helpers.walks import entry_named

_CUTS = [*product(SHAPES, AUDIENCES)]
#: Each clip in another cut, and in yet another one for the second language.
_CASES = [
    pytest.param(language, entry.name, *_CUTS[(i + 3 * j) % len(_CUTS)], marks=pytest.mark.xdist_group(entry.name))
    for i, entry in enumerate(RUNNING_ORDER) for j, language in enumerate(TELL)
]
_RULES = (
    *(legible.all_letters_are_drawn, legible.text_is_large, legible.text_stands_in_the_safe_area),
    legible.no_text_over_text,
)


@pytest.mark.parametrize(("language", "clip", "shape", "audience"), _CASES)
def test_longer_words_and_words_from_the_right_find_room(
    language: str, clip: str, shape: str, audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(self: Clip) -> ClipScript:
        return told(load_clip_script(self.name, "en", audience), language)

    monkeypatch.setattr(Clip, "load_script", load)
    shown = walk(real(), entry_named(clip), Request(language, audience, shape), sampling=Sampling(None, 36))
    assert [(problem.beat, problem.what) for rule in _RULES for problem in rule.judge(shown)] == []
