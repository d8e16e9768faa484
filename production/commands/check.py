"""The command ``render.py check``."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from production.commands.narration import captions_for, captions_option, voice_for, voice_option
from production.commands.options import Scheduler, crew_for, crew_options
from production.commands.terminal import standard_output
from production.plan.names import chosen, unknown
from scenes import running_order
from scenes.script.request import AUDIENCES, SHAPES
from scenes.script.translation import languages


@click.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--audience", "audiences", multiple=True, help="patient or student; both if left out")
@click.option("--shape", "shapes", multiple=True,
              help="landscape, portrait or square; all if left out")
@click.option("--language", "languages_", multiple=True, default=["en"], show_default=True, help="may repeat")
@voice_option
@captions_option
@click.option("--rule", "rules", multiple=True, help="Only this rule, or this family of rules.")
@click.option("--quick", is_flag=True,
              help="From the script alone: times are estimated, no picture is looked at.")
@click.option("--out", type=click.Path(path_type=Path), help="Also hold finished files in this folder.")
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False),
              help="Also write all findings to this file.")
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option("--list", "list_rules", is_flag=True, help="Say what is asked, and by whom; check nothing.")
@crew_options
@click.pass_context
def check(
    ctx: click.Context, names: tuple[str, ...], audiences: tuple[str, ...],
    shapes: tuple[str, ...], languages_: tuple[str, ...], voice: str | None,
    captions: str | None, rules: tuple[str, ...], quick: bool,
    out: Path | None, json_file: Path | None, strict: bool, list_rules: bool,
    jobs: int | None, scheduler: Scheduler | None,
) -> None:
    """Hold clips (all if no NAME is given) against what a hospital asks of a film.

    Legible, calm, true, plain and fair: each rule looks at the script, the ledger, the captions,
    and at real objects and pixels. Exits with 1 if a rule fails.
    """
    from production.check.reading.project import Project
    from production.check.report import as_json, print_report
    from production.check.rules.catalog import RULES
    from production.check.rules.catalog import names as rule_names
    from production.check.run import Inspected, Scope, inspections, report_of
    from production.commands.one_line import one_line
    from production.commands.progress import counted
    from production.crew.crew import results
    from production.store.files import delivered

    if list_rules:
        for rule in RULES:
            click.echo(f"{rule.family}: {rule.name}: {rule.says} [{rule.source}]")
        return
    order = running_order.RUNNING_ORDER
    for name in rules:
        if name.lower() not in rule_names():
            raise unknown("rule", name, rule_names())
    if out is not None and not out.is_dir():
        raise click.BadParameter(f"there is no folder {out}", param_hint="--out")
    if out is not None and quick:
        raise click.UsageError("--out goes not with --quick: finished files are held against the times of a whole look")
    if out is not None and scheduler is not None:
        raise click.UsageError("--out goes not with --scheduler: the files stand on this machine")
    known = {entry.name: entry for entry in order}
    scope = Scope(
        entries=tuple(known[name] for name in chosen("clip", names, known)),
        languages=chosen("language", languages_, languages()),
        audiences=chosen("audience", audiences, AUDIENCES),
        shapes=chosen("shape", shapes, SHAPES),
        rules=rules,
        quick=quick,
        voice=partial(voice_for, voice),
        captions=partial(captions_for, captions),
    )
    console, project = standard_output(), Project.load(out=out, asked=scope.languages)
    todo = {inspection: inspection for inspection in inspections(project, scope)}
    with counted(console, len(todo), "looked at") as done, crew_for(0 if quick else jobs, scheduler) as crew:
        found = results(crew, todo, lambda inspection: done(inspection.clip))
    looked = [
        result if isinstance(result, Inspected) else Inspected(inspection, (inspection.broken(one_line(result)),))
        for inspection, result in found.items()
    ]
    report = report_of(project, scope, looked)
    print_report(report, console, strict)
    if json_file is not None:
        with delivered(json_file.parent) as making:
            (making / json_file.name).write_text(as_json(report, strict), encoding="utf-8")
    ctx.exit(1 if report.failed(strict) else 0)
