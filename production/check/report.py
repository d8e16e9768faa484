"""What the person at the keyboard sees: one table, or plain lines where the output is no terminal."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from production.check.finding import Finding
from production.check.run import Report

_COLORS = {"FAIL": "bold red", "warn": "yellow", "waived": "dim"}


def print_report(report: Report, console: Console, strict: bool) -> None:
    """The table of all findings, then one line that sums them up."""
    if report.findings and console.is_terminal:
        console.print(_table(report.findings), highlight=False)
    else:
        for finding in report.findings:
            console.print(Text(line(finding)), soft_wrap=True)
    for language, rules in report.unmeasured.items():
        if rules:
            console.print(Text(f"Not measured in {language}: {', '.join(rules)}."), soft_wrap=True)
    console.print(Text(summary(report, strict)), soft_wrap=True)


def line(finding: Finding) -> str:
    """A finding on one line: ``FAIL  caption-speed  binding.dock (patient): … | …``."""
    tail = f"waived: {finding.waived}" if finding.waived else finding.do
    return f"{finding.grade}  {finding.rule}  {finding.place}: {finding.what} | {tail}"


def _table(findings: tuple[Finding, ...]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0))
    for name, ratio in (("", None), ("rule", None), ("where", 2), ("what is wrong", 5), ("what to do", 3)):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    for finding in findings:
        do = f"waived: {finding.waived}" if finding.waived else finding.do
        cells = (finding.rule, finding.place, finding.what, do)
        table.add_row(Text(finding.grade, style=_COLORS[finding.grade]), *map(Text, cells))
    return table


def summary(report: Report, strict: bool) -> str:
    """One line: what was looked at, and what was found."""
    counts = Counter(finding.grade for finding in report.findings)
    found = ", ".join(
        f"{counts[grade]} {name}{'s' if counts[grade] != 1 else ''}"
        for grade, name in (("FAIL", "failure"), ("warn", "warning"), ("waived", "waiver"))
        if counts[grade]
    )
    looked = f"{len(report.rules)} rules on {report.looked_at} cuts of {len(report.clips)} clips"
    verdict = "The film does not pass." if report.failed(strict) else "The film passes."
    return f"{looked}: {found or 'nothing found'}. {verdict}"


def as_json(report: Report, strict: bool) -> str:
    """The report for a program: rules with their sources, findings with their places."""
    data: dict[str, Any] = {
        "passes": not report.failed(strict),
        "clips": list(report.clips),
        "cuts": report.looked_at,
        "rules": [
            {"name": r.name, "family": r.family, "says": r.says, "source": r.source}
            for r in report.rules
        ],
        "findings": [finding.as_data() for finding in report.findings],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
