"""Rules set aside for one place, each with its reason: ``assets/waivers.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from production.check.finding import Finding
from scenes.script.errors import FilmError
from scenes.script.toml_file import nearest, no_such, read_toml

_NEEDED = ("rule", "clip", "reason")
_KEYS = (*_NEEDED, "beat", "audience", "shape", "language")
#: The clip that a waiver names for what stands in no clip.
_FILM = "film"
#: The rule that finds waivers which set nothing aside.
UNUSED = "waiver-unused"


@dataclass(frozen=True)
class Waiver:
    """One place where a rule is set aside; an empty beat, audience, shape or language is any."""

    rule: str
    clip: str
    reason: str
    beat: str = ""
    audience: str = ""
    shape: str = ""
    language: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether it sets a finding aside."""
        pairs = (
            (self.clip, finding.clip or _FILM),
            (self.beat or "*", finding.beat),
            (self.audience or "*", finding.audience),
            (self.shape or "*", finding.shape),
            (self.language or "*", finding.language),
        )
        return self.rule == finding.rule and all(fnmatchcase(name, mine) for mine, name in pairs)

    @property
    def place(self) -> str:
        """Where it holds, for messages."""
        spot = ".".join(part for part in (self.clip, self.beat) if part)
        cut = ", ".join(part for part in (self.audience, self.shape, self.language) if part)
        return f"{spot} ({cut})" if cut else spot


def load_waivers(path: Path, rules: Iterable[str]) -> tuple[Waiver, ...]:
    """Read the waivers; `FilmError` says which one is wrong.

    Parameters
    ----------
    path
        The file; one that is missing holds no waiver.
    rules
        Names of the rules there are.
    """
    if not path.exists():
        return ()
    file, known = read_toml(path), tuple(rules)
    entries = file.data.get("waiver", [])
    if not isinstance(entries, list) or set(file.data) - {"waiver"} or not all(isinstance(e, dict) for e in entries):
        raise FilmError(f"{file.name}: holds [[waiver]] entries and nothing else")
    waivers = []
    for number, entry in enumerate(entries, start=1):
        where = f"{file.name}: waiver {number}"
        for key, value in entry.items():
            if key not in _KEYS:
                raise FilmError(f"{where}: unknown key '{key}'{nearest(key, _KEYS)}")
            if not isinstance(value, str) or not value.strip():
                raise FilmError(f"{where}: {key} must be text in quotes, and not empty")
        for key in _NEEDED:
            if key not in entry:
                raise FilmError(f"{where}: {key} is missing")
        if entry["rule"] not in known:
            raise FilmError(f"{where}: {no_such('rule', entry['rule'], known)}")
        waivers.append(Waiver(**entry))
    return tuple(waivers)


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[list[Finding], set[Waiver]]:
    """Findings with the reasons of the waivers that cover them, and the waivers that did."""
    out, used = [], set()
    for finding in findings:
        waiver = next((w for w in waivers if w.covers(finding)), None)
        if waiver is not None:
            used.add(waiver)
            finding = replace(finding, waived=waiver.reason)
        out.append(finding)
    return out, used


def unused(waivers: Iterable[Waiver]) -> list[Finding]:
    """A finding for each waiver that sets nothing aside."""
    return [
        Finding(
            rule=UNUSED,
            clip="" if waiver.clip == _FILM else waiver.clip,
            beat=waiver.beat,
            shape=waiver.shape,
            audience=waiver.audience,
            language=waiver.language,
            what=f"a waiver of {waiver.rule} sets nothing aside any more",
            do="Take it out of assets/waivers.toml.",
        )
        for waiver in waivers
    ]
