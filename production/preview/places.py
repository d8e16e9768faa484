"""Where in the code or the script something stands: what errors and findings name, with the lines around it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from production.check.finding import Finding
from scenes.script.entry import Entry
from scenes.script.toml_file import ROOT, read_toml

_CODE: Final = re.compile(r"((?:scenes|production|assets|tests)/[\w/.-]+\.(?:py|toml)):(\d+)")
_TOML: Final = re.compile(r"((?:assets|tests)/[\w/.-]+\.toml)\b.*?(?:\(|at )line (\d+)")
#: How errors begin that name their place.
_BEFORE: Final = re.compile(r"^[\w/.-]+\.(?:toml|py)(?::\d+)?: (?:[\w. -]+ \(line \d+\): )?")
#: Lines shown above and below the one that is meant.
_AROUND: Final = 2
_MEANT: Final = re.compile(r"'([^']+)'[^']*Did you mean '([^']+)'\?")


def place_in(text: str) -> str:
    """The place that an error names, as ``file:line``; empty if it names none."""
    found = _TOML.search(text) or _CODE.search(text)
    return f"{found[1]}:{found[2]}" if found else ""


def place_of(finding: Finding, entry: Entry) -> str:
    """The place of what a rule has found: the label or the beat in the clip's code, or the beat in its script."""
    named = place_in(finding.what)
    if named:
        return named
    code = ROOT / f"{entry.module.replace('.', '/')}.py"
    if finding.shape and code.is_file():
        lines = code.read_text(encoding="utf-8").splitlines()
        begins = next((i for i, line in enumerate(lines) if f'beat("{finding.beat}")' in line), None)
        if begins is not None:
            labels = [
                i for i, line in enumerate(lines[begins:], begins)
                for key in re.findall(r'label\(\s*"(\w+)"', line) if key in finding.what.lower()
            ]
            return f"{code.relative_to(ROOT).as_posix()}:{(labels[0] if labels else begins) + 1}"
    script = read_toml(ROOT / entry.scripts / f"{finding.language or 'en'}.toml")
    told = entry.told_as or entry.name
    path = ("clip", told, "beat", finding.beat) if finding.beat else ("clip", told)
    return f"{script.name}:{script.lines.get(path, 1)}"


def panel(text: str) -> dict[str, Any]:
    """An error as a panel shows it: in words, with its place, the lines there, and what may have been meant."""
    place = place_in(text)
    file, _, line = place.rpartition(":")
    lines = lines_around(file, int(line)) if place else []
    meant = _MEANT.search(text)
    wrong, right = (meant[1], meant[2]) if meant else ("", "")
    here = next((told for number, told in lines if number == int(line)), "") if place else ""
    words = _BEFORE.sub("", text)
    return {
        "text": words, "place": place, "lines": lines,
        "meant": [wrong, right] if wrong and here.count(wrong) == 1 else None,
    }


def lines_around(file: str, line: int, root: Path = ROOT) -> list[tuple[int, str]]:
    """A line of a file of this checkout with those around it, each with its number."""
    path = (root / file).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    first = max(1, line - _AROUND)
    return [(number, lines[number - 1]) for number in range(first, min(len(lines), line + _AROUND) + 1)]

