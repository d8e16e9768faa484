"""A process that has read the film's code, and forks others that go through clips, check and draw the cast."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import production.check.run
import production.draw.walk
import production.preview.walker
import production.stills.cast_sheet  # noqa: F401
from production.plan.score import Score, score_of
from production.preview import requests
from production.preview.changes import read_anew
from production.preview.line import Line, Said, fork, stand_on_the_ground
from production.preview.walker import Walker
from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER
from scenes.script.mistakes import explained
from scenes.script.toml_file import ROOT

#: How far all else stands back for the walk that plays.
_BEHIND: Final = 5


def main(address: str, number: int) -> None:
    """Say what code was read, and do what is asked, each in a process of its own."""
    stand_on_the_ground()
    line = Line(address, {"is": "house", "number": number, "files": _files(), "clips": _clips()})
    gc.freeze()
    saves = 0
    while True:
        asked = line.hear()
        if asked["saves"] != saves:
            saves = asked["saves"]
            read_anew()
        if asked["do"] == "walk":
            with suppress(Exception):  # the walk itself will come upon it, and say so
                _score(asked)  # read here, words and figures are known to the walks through all shapes
        if fork():
            line.close()
            try:
                _do(address, asked)
            except BaseException:
                traceback.print_exc()
            os._exit(0)


def _files() -> list[str]:
    """The film's own files that this process has read as code."""
    files = [Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]
    return sorted(path.relative_to(ROOT).as_posix() for path in files if path.is_relative_to(ROOT))


def _clips() -> list[dict[str, str]]:
    return [{"name": entry.name, "number": entry.number} for entry in (OPENING, *RUNNING_ORDER)]


def _score(asked: Said) -> Score:
    entry = next(e for e in (OPENING, *RUNNING_ORDER, CLOSING) if e.name == asked["cut"]["clip"])
    return score_of(entry, requests.request_of(asked["cut"]))


def _do(address: str, asked: Said) -> None:
    if asked["do"] == "walk":
        _walk(address, asked)
    else:
        line = Line(address, {"is": "answerer", "ask": asked["ask"]})
        try:
            said, behind = _answer(asked)
        except Exception as error:
            said, behind = {"fault": explained(error)}, b""
        line.say({"is": "answer", "ask": asked["ask"], **said}, behind)


def _walk(address: str, asked: Said) -> None:
    try:
        walker = Walker(address, _score(asked), asked["walk"], asked["saves"])
    except Exception as error:
        line = Line(address, {"is": "walker", "walk": asked["walk"], "pid": os.getpid()})
        line.say({"is": "fault", "fault": explained(error), "ask": 0, "frame": 0})
        while True:
            line.say({"is": "passed", "ask": line.hear().get("ask", 0)})
    walker.go()


def _answer(asked: Said) -> tuple[dict[str, Any], bytes]:
    if asked["do"] == "check":
        from production.preview.quick import quick_findings

        os.nice(_BEHIND)  # nobody waits for it
        return {"findings": quick_findings(asked["cut"])}, b""
    from production.preview import cast

    if asked["do"] == "cast":
        return {"cast": cast.listed()}, b""
    return {}, cast.drawn(asked["number"], asked["turn"], asked["values"])
