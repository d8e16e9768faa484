"""Words and files that nobody thought of: each is done or refused in one line, and no picture changes in silence."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from production.check.reading.claims import Claims
from production.check.reading.glossary import Glossary
from production.check.reading.project import Project
from production.check.rules.catalog import names as rule_names
from production.check.waivers import load_waivers
from production.commands import check, clips, film, loops
from production.commands.main import main
from production.crew.crew import Hear
from production.crew.local import Alone
from production.plan.score import Score, score_of
from production.plan.task import Failed
from scenes.script.errors import FilmError
from scenes.script.facts import FACTS_PATH, Ledger
from scenes.script.known_names import known_names
from scenes.script.request import AUDIENCES, Request
from scenes.script.toml_file import ROOT
from tests.clips.tiny import SCRIPTS, TINY
from tests.conftest import SMALL, RenderPy

# --- words -------------------------------------------------------------------------------------------

#: What may be given for anything.
HOSTILE = (
    "", " ", "-", "--", "-x", "[x]", "[/bold]", "a:b", "50%", "%s", "{x}", "'", '"', "\\", "é", "片", "\u202e", "\n",
    "\udcff", "no/such/folder", "..", "a.png", "*", "~", "$HOME", 300 * "x", "null", "-1", "0", "1",
)
#: What is right, by the name of what is asked for.
RIGHT = {
    "name": ("tiny", "broken"), "names": ("tiny", "long"), "clips": ("tiny", "tiny,long"), "cut": ("film", "mechanism"),
    "audience": AUDIENCES, "shape": ("landscape", "square"), "language": ("en",), "quality": ("draft", "uhd"),
    "beat": ("disc", "end_card"), "rule": ("calm", "contrast"), "wanted": ("film", "mechanism"),
    "format": ("moodle", "csv"), "from": ("out",),
    "out": ("out", "a/b", "a.png"), "json": ("a.json",),
}
NUMBERS = ("1", "2", "x", "", "1e", "½", "nan", "inf", "-inf", "0", "-1", "1e308", "99999999999999999999")
NOTHING = FilmError("nothing is drawn here")
#: Never ends, shows tracebacks on purpose, or needs other machines.
LEFT_OUT = {"--watch", "--debug", "--scheduler"}


def value_of(parameter: click.Parameter) -> st.SearchStrategy[str]:
    """What may be given for a parameter: mostly what is right."""
    if isinstance(parameter.type, click.types.IntParamType | click.types.FloatParamType):
        return st.sampled_from(NUMBERS)
    right = RIGHT.get(parameter.opts[0].lstrip("-"), ("x",))
    return st.integers(0, 3).flatmap(lambda chance: st.sampled_from(right if chance else HOSTILE))


def words_of(command: click.Command) -> st.SearchStrategy[list[str]]:
    """Lists of words for a command."""
    several = [st.lists(st.sampled_from(HOSTILE), max_size=1)]
    for parameter in command.params:
        if not LEFT_OUT & {*parameter.opts}:
            first = [] if isinstance(parameter, click.Argument) else [st.just(parameter.opts[0])]
            second = [] if getattr(parameter, "is_flag", False) else [value_of(parameter)]
            several.append(st.tuples(*first, *second).map(lambda words: [*words]))
            if not first:
                several += several[-1:] * 4  # the clip comes first
    return st.lists(st.one_of(several), max_size=4).map(lambda lists: [command.name or "", *chain(*lists)])


class Nobody(Alone):
    """Does no task."""

    def attend(self, hear: Hear) -> None:
        begun, self._task = self._task, None
        if begun:
            hear(begun[0], Failed(NOTHING))


@contextmanager
def no_stage(_: Request) -> Iterator[None]:
    raise NOTHING
    yield


@pytest.fixture(name="refuses")
def _refuses(render_py: RenderPy, monkeypatch: pytest.MonkeyPatch) -> RenderPy:
    """The commands, with nobody who draws."""
    for module in (clips, film, check, loops):
        monkeypatch.setattr(module, "crew_for", lambda *_: Nobody())
    for place in ("draw.walk", "stills.cast_sheet", "check.looking.walker", "bench.excerpt"):
        monkeypatch.setattr(f"production.{place}.stage_for", no_stage)
    monkeypatch.setattr("production.preview.serve.serve", lambda *_, **__: None)  # it would stay until it is stopped
    load = Project.load
    monkeypatch.setattr(Project, "load", lambda **asked: load(**asked, order=(TINY,)))  # not all of the film's clips
    return render_py


@settings(max_examples=500, deadline=None, suppress_health_check=[*HealthCheck])
@given(words=st.sampled_from(sorted(main.commands)).flatmap(lambda name: words_of(main.commands[name])))
def test_any_words_are_done_or_refused_in_one_line(refuses: RenderPy, words: list[str]) -> None:
    result = refuses(*words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1, 2)
    assert "Traceback" not in result.output
    assert "--debug shows where" not in result.output, "nobody foresaw it"
    said = result.stderr.strip().splitlines()
    if result.exit_code == 2:
        assert [line for line in said if line.startswith(("Error: ", "render.py: "))]
    elif result.exit_code == 1:
        assert [line for line in said if line.startswith("render.py: ")] == said[-1:]


# --- files -------------------------------------------------------------------------------------------

#: What may stand for another value in a file.
VALUES = (
    "", '""', '"x"', "1", "-1", "1.5", "nan", "inf", "true", "[]", '["x"]', "[1]", "{}", "{ a = 1 }", "2026-01-01",
)
#: Lines that mean something in one place or another.
LINES = (
    b'simplified = "x"\n', b'illustration = "x"\n', b'drawn = ["cd22_domains"]\n', b'audiences = ["student"]\n',
    b'[clip.tiny.beat.disc.labels]\n', b'square = "x"\n', b'balance = "harm"\n', b"[fact.more]\n",
)
#: What may get into a file.
BYTES = (b"\0", b"\xff", b"\r", b"\n", b'"', b"'", b"[", b"]", b"{", b"}", b"=", b"#", b"\\", b"9", "é\u2028".encode())


def changed(content: bytes, chance: random.Random) -> bytes:
    """A file after a mishap."""
    lines = content.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(9):
        case 0:
            del lines[one]
        case 1:
            lines.insert(other, lines[one])
        case 2:
            lines[one], lines[other] = lines[other], lines[one]
        case 3:
            return content[: chance.randrange(len(content))]
        case 4 | 5:
            key, sign, _ = lines[one].partition(b"=")
            lines[one] = key + sign + (f" {chance.choice(VALUES)}\n".encode() if sign else b"\n")
        case 6:
            lines.insert(one, chance.choice(LINES))
        case 7:
            digits = [place for place, byte in enumerate(content) if chr(byte).isdigit()]
            place = chance.choice(digits or [0])
            return content[:place] + b"%d" % chance.randrange(10) + content[place + 1 :]
        case _:
            place = chance.randrange(len(content))
            return content[:place] + chance.choice(BYTES) + content[place + chance.randrange(2) :]
    return b"".join(lines)


def little_ledger() -> str:
    """The fact that the tests' clip rests on, and where it is from."""
    parts = re.split(r"^(?=\[)", FACTS_PATH.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (fact,) = [part for part in parts if part.startswith("[fact.cd22_domains]")]
    source = re.findall(r'^source = "(\w+)"', fact, re.MULTILINE)[0]
    return "".join(part for part in parts if part.startswith((f"[source.{source}]", "[fact.cd22_domains]")))


def seen(score: Score) -> list[list[Any]]:
    """All that may show in the pictures up to the end of each beat: of a script all that is not named here."""
    script, ledger = asdict(score.script), score.ledger
    beats = script.pop("beats")
    del script["every_beat"]
    facts = [ledger[id] for beat in score.script.beats for id in (*beat.facts, *beat.drawn)]
    labels = [(beat["name"], beat["labels"]) for beat in beats]
    found: list[Any] = [script, labels, [(fact.id, fact.values) for fact in facts]]
    until = []
    for beat, speech in zip(score.script.beats, score.speeches, strict=True):
        own = [ledger[id] for id in (*beat.facts, *beat.drawn)]
        marks = [(bool(fact.simplified), bool(fact.illustration)) for fact in own]
        times = [(word.start, word.end) for word in speech.words]
        found = [*found, speech.duration, times, marks, score.script.source_numbers(beat.name, ledger)]
        until.append(found)
    checked = [ledger[id].checked for beat in score.script.beats for id in beat.facts]
    until[-1] = [*found, max(checked, default=None), [source.short for source in score.script.sources(ledger)]]
    return until


def refused(error: FilmError, *files: Path) -> None:
    """The error is one line that names a file."""
    assert any(file.name in str(error) for file in files)
    assert str(error).isprintable()


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("kind", ["script", "ledger"])
def test_a_changed_file_is_refused_in_one_line_or_names_anew_each_picture_that_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, audience: str
) -> None:
    script, facts = tmp_path / "en.toml", tmp_path / "facts.toml"
    shutil.copyfile(SCRIPTS / "en.toml", script)
    facts.write_text(little_ledger(), encoding="utf-8")
    for module in ("production.plan.score", "scenes.script.script"):
        monkeypatch.setattr(f"{module}.load_ledger", lambda: Ledger.load(facts))
    entry, request = replace(TINY, scripts=str(tmp_path)), Request(audience=audience, quality=SMALL)
    before = score_of(entry, request)
    file = script if kind == "script" else facts
    content, played = file.read_bytes(), 0
    for number in range(150):
        file.write_bytes(changed(content, random.Random(number)))
        try:
            score = score_of(entry, request)
        except FilmError as error:
            refused(error, script, facts)
            continue
        played += 1
        for old, beat, shown, shows in zip(before.beats, score.beats, seen(before), seen(score), strict=False):
            assert shown == shows or old.picture != beat.picture, (number, beat.name)
    assert 20 < played < 130, "some can be played, and some cannot"


READERS: dict[str, Callable[[Path], object]] = {
    "claims_to_avoid.toml": Claims.load,
    "glossary.toml": Glossary.load,
    "known_names.toml": known_names,
    "waivers.toml": lambda path: load_waivers(path, rule_names()),
}
WAIVER = '[[waiver]]\nrule = "pace"\nclip = "tiny"\nreason = "It is meant so."\n'


@pytest.mark.parametrize("name", READERS)
def test_a_changed_list_is_read_or_refused_in_one_line(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    content = WAIVER.encode() if name == "waivers.toml" else (ROOT / "assets" / name).read_bytes()
    for number in range(100):
        file.write_bytes(changed(content, random.Random(number)))
        try:
            READERS[name](file)
        except FilmError as error:
            refused(error, file)
