"""Mistakes in the code of a clip: one line that begins with the contributor's own, and says what there is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scenes import running_order
from scenes.script.entry import Entry
from tests.clips.tiny import SCRIPTS
from tests.conftest import RenderPy

CLIP = '''\
from manim import Square

from scenes.script.facts import load_ledger
from scenes.script.script import load_clip_script
from scenes.stage.actor import Actor
from scenes.stage.clip import Clip
from scenes.stage.view import View


class Mistaken(Clip):
    name, number = "tiny", "7"
    poster_beat = "square"

    def load_script(self):
        return load_clip_script("tiny", "en", self.request.audience, root=SCRIPTS)

    def construct(self):
        self.actor = Actor(View(14))
        self.actor.add(Square(1.0))
        self.add(self.actor)
        with self.beat("disc"):
            self.act(0.2)
        with self.beat("square"):
            self.bring_a_square()
        self.end_card()

    def bring_a_square(self):
        self.label("square", self.actor.anchor("middle"), "cd22", prefer="right", size="label")
'''
ASIDE = '''\
[clip.tiny.beat.aside]
audiences = ["student"]
student = "Only some are told."
seen = "Nothing new."
facts = []

[clip.tiny.beat.end_card]'''

#: What stands in the clip, what somebody wrote instead, and what they are told.
MISTAKES = {
    "label": ('label("square"', 'label("sqare"', "There is no label in beat square 'sqare'. Did you mean 'square'?"),
    "role": ('"cd22", prefer', '"cd2", prefer', "There is no role 'cd2'. Did you mean 'cd22'? There is: ink, "),
    "anchor": ('"middle"', '"midle"', "There is no anchor of Actor 'midle'. Did you mean 'middle'? There is: middle."),
    "side": ('"right"', '"rihgt"', "There is no side 'rihgt'. Did you mean 'right'? There is: right, "),
    "size": ('"label")', '"labl")', "There is no size 'labl'. Did you mean 'label'? There is: label, minor."),
    "poster": ('beat = "square"', 'beat = "sqare"', "There is no poster beat 'sqare'. Did you mean 'square'?"),
    "no poster": ('    poster_beat = "square"\n', "", "There is no poster beat ''. There is: disc, square, end_card."),
    "beat": ('self.beat("square")', 'self.beat("sqare")', "There is no beat of tiny 'sqare'. Did you mean 'square'?"),
    "other beat": ('self.beat("square")', 'self.beat("aside")', "beat 'aside' is not for this audience"),
    "has beat": ("self.act(0.2)", 'self.has_beat("asid")', "There is no beat of tiny 'asid'. Did you mean 'aside'?"),
    "twice": ('self.beat("square")', 'self.beat("disc")', "beat 'disc' is played twice"),
    "within": ("self.act(0.2)", 'with self.beat("square"): pass', "beat 'square' begins inside beat 'disc'"),
    "left out": (
        '        with self.beat("disc"):\n            self.act(0.2)\n', "", "beat 'disc' of the script comes before"
    ),
    "no end": ("        self.end_card()\n", "", "beat 'end_card' of the script is not played: add `self.end_card()`"),
    "outside": (
        "        self.end_card()", '        self.label("square", self.actor.anchor("middle"))',
        "a word in the picture belongs to a beat: put it up inside `with self.beat(...)`",
    ),
    "zone": ("self.act(0.2)", "self.zones.pictur", "There is no zone 'pictur'. Did you mean 'picture'? There is: "),
    "fact": ("self.act(0.2)", 'self.ledger.number("cd22_lenth.nm")', "There is no fact 'cd22_lenth'. Did you mean 'c"),
    "value": ("self.act(0.2)", 'self.ledger.number("cd22_domains.um")', "There is no value of cd22_domains 'um'."),
    # What nobody foresaw.
    "name": ("self.act(0.2)", "View(Mistakn)", "NameError: name 'Mistakn' is not defined. Did you mean 'Mistaken'?"),
    "attribute": ("self.act(0.2)", "self.bring_a_sqare()", "'bring_a_sqare'. Did you mean 'bring_a_square'?"),
    "argument": ("self.act(0.2)", "self.act(sec=1)", "TypeError: TimedScene.act() got an unexpected keyword "),
    "import": ("import Square", "import Sqare", "ImportError: cannot import name 'Sqare'"),
    "module": ("stage.view", "stage.veiw", "ModuleNotFoundError: No module named 'scenes.stage.veiw'"),
    "syntax": ("self.act(0.2)", "self.act(0.2", "SyntaxError: '(' was never closed"),
}
#: Where no line of the clip's code is wrong by itself, its class or its shot list is named.
LINES = {"no poster": "class Mistaken", "left out": 'self.beat("square")', "no end": "def construct"}


@pytest.fixture
def clip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], list[str]]:
    """Write a clip with a mistake, let ``render.py`` know it, and return its lines."""

    def write(right: str, wrong: str) -> list[str]:
        script = (SCRIPTS / "en.toml").read_text(encoding="utf-8")
        (tmp_path / "script").mkdir()
        script = script.replace("[clip.tiny.beat.end_card]", ASIDE)
        (tmp_path / "script" / "en.toml").write_text(script, encoding="utf-8")
        assert right in CLIP
        code = CLIP.replace(right, wrong, 1).replace("root=SCRIPTS", f"root=Path({str(tmp_path / 'script')!r})")
        code = f"from pathlib import Path\n\n{code}"
        (tmp_path / "mistaken.py").write_text(code, encoding="utf-8")
        return code.splitlines()

    monkeypatch.delitem(sys.modules, "mistaken", raising=False)
    entry = Entry("tiny", "7", "mistaken:Mistaken", scripts=str(tmp_path / "script"))
    monkeypatch.setattr(running_order, "RUNNING_ORDER", (entry,))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return write


def place(lines: list[str], mistake: str, tmp_path: Path) -> str:
    """How the line with the mistake is named."""
    wanted = LINES.get(mistake, MISTAKES[mistake][1])
    number = max(i for i, line in enumerate(lines, start=1) if wanted.strip() in line)
    return f"{tmp_path / 'mistaken.py'}:{number}: "


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_on_one_line_that_begins_with_its_place(
    render_py: RenderPy, clip: Callable[[str, str], list[str]], tmp_path: Path, mistake: str
) -> None:
    right, wrong, says = MISTAKES[mistake]
    lines = clip(right, wrong)
    result = render_py("still", "tiny", "--quality", "draft")
    assert result.exit_code == 1
    (told,) = result.stderr.strip().splitlines()
    assert told.startswith(f"render.py: {place(lines, mistake, tmp_path)}")
    assert says in told


@pytest.mark.parametrize("mistake", ["label", "no end", "attribute", "syntax"])
def test_its_place_is_told_as_well_when_another_process_meets_the_mistake(
    render_py: RenderPy, clip: Callable[[str, str], list[str]], tmp_path: Path, mistake: str
) -> None:
    right, wrong, says = MISTAKES[mistake]
    lines = clip(right, wrong)
    result = render_py("clips", "tiny", "--quality", "draft", "-j1")
    assert result.exit_code == 1
    told = [line for line in result.output.splitlines() if "FAILED" in line]
    assert told
    for line in told:
        assert place(lines, mistake, tmp_path) in line
        assert says in line


@pytest.mark.parametrize(
    "words", [["still", "tiny", "--beat", "disc"], ["sheet", "tiny", "--to", "0.5"]], ids=" ".join
)
def test_a_clip_that_is_ended_early_is_not_blamed_for_the_beats_it_did_not_reach(
    render_py: RenderPy, clip: Callable[[str, str], list[str]], words: list[str]
) -> None:
    clip("self.act(0.2)", "self.act(0.4)")
    assert render_py(*words).exit_code == 0
