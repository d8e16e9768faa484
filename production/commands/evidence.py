"""The command ``render.py evidence``."""

from __future__ import annotations

from pathlib import Path

import click

from production.commands.narration import voice_option
from production.commands.options import entries, out_option, request_for


@click.command("evidence")
@click.argument("name")
@click.option("--audience", default="patient", show_default=True)
@click.option("--language", default="en", show_default=True)
@click.option("--shape", default="landscape", show_default=True, help="Whose times the sheet gives.")
@voice_option
@out_option()
def evidence(name: str, audience: str, language: str, shape: str, voice: str | None, out: Path) -> None:
    """Write the timecoded sources sheet of clip NAME: a page to sign, and a table (CSV)."""
    from production.check.evidence import sheet_csv, sheet_html
    from production.check.reading.project import Project
    from production.check.reading.told_clip import told
    from production.draw.walk import staged
    from production.store.files import delivered, folder_for

    (entry,) = entries((name,))
    request = request_for(audience, shape, language, "draft", voice)
    project = Project.load()
    with staged(entry, request) as walk:
        story = walk.go()
        clip = told(project, walk.clip.script, story, request, walked=True)
    with delivered(folder_for(out, request)) as making:
        html, table = making / f"{name}.evidence.html", making / f"{name}.evidence.csv"
        html.write_text(sheet_html(clip, project), encoding="utf-8", newline="\n")
        # A byte order mark: spreadsheets would else not read it as UTF-8.
        table.write_text(sheet_csv(clip), encoding="utf-8-sig", newline="")
    for suffix in ("html", "csv"):
        click.echo(str(folder_for(out, request) / f"{name}.evidence.{suffix}"))
