"""The command ``render.py voice``: the takes of the narration, made, brought, listed and listened to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from production.commands.options import entries
from production.plan.names import chosen, unknown
from scenes.running_order import CLOSING, OPENING
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES
from scenes.script.toml_file import display_name
from scenes.script.translation import languages

if TYPE_CHECKING:
    from production.voice.shelf import Shelf, Standing, Wanted


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--audience", "audiences", multiple=True, help="patient or student; both if left out")
@click.option("--language", default="en", show_default=True)
@click.option("--engine", default="kokoro", show_default=True, help="What reads; `make voice` installs it.")
@click.option("--fresh", is_flag=True, help="Make also those that are current.")
@click.option("--status", is_flag=True, help="Only list the takes: current, stale, missing; heard or not.")
@click.option("--texts", type=click.Path(path_type=Path, file_okay=False),
              help="Only write what is to be read into this folder, a text file a beat.")
@click.option("--import", "recordings", type=click.Path(path_type=Path, file_okay=False),
              help="Take recordings from this folder, CLIP.BEAT.wav or .flac, each beside its text.")
@click.option("--heard", help="Note that somebody has listened to this take, CLIP.BEAT.")
@click.option("--by", default="", metavar="NAME", help="Who reads in the recordings, or who has listened.")
@click.pass_context
def voice(
    ctx: click.Context, names: tuple[str, ...], audiences: tuple[str, ...], language: str, engine: str, fresh: bool,
    status: bool, texts: Path | None, recordings: Path | None, heard: str | None, by: str,
) -> None:
    """Make the takes that are missing or stale (of all clips if no NAME is given): what the narrator reads from.

    A take is the sound of one beat for one audience. Films use takes only; nothing else needs the engine.
    """
    from production.voice.shelf import Shelf

    if sum((status, texts is not None, recordings is not None, heard is not None)) > 1:
        raise click.UsageError("--status, --texts, --import and --heard go one at a time")
    (language,) = chosen("language", [language], languages())
    cut = chosen("audience", audiences, AUDIENCES)
    by = _plain(by)
    shelf, wanted = Shelf(language), _wanted(names, language, cut)
    if status:
        _list(shelf, wanted)
    elif texts is not None:
        _write_texts(_of_one_audience(wanted, cut), texts)
    elif recordings is not None:
        if not by:
            raise click.UsageError("--import needs --by: the name of whoever reads")
        if not recordings.is_dir():
            raise click.UsageError(f"--import: there is no folder {recordings}")
        ctx.exit(_bring(shelf, _of_one_audience(wanted, cut), recordings, by))
    elif heard is not None:
        _note(shelf, wanted, heard, by)
    else:
        _make(shelf, wanted, engine, fresh=fresh, everything=not names)


def _wanted(names: tuple[str, ...], language: str, audiences: Sequence[str]) -> list[Wanted]:
    from production.voice.shelf import wanted_of

    known = {entry.name: entry for entry in (OPENING, *entries(()), CLOSING)}
    clips = [known[name] for name in chosen("clip", names, known)]
    return [*wanted_of(clips, language, audiences, OPENING.name)]


def _plain(name: str) -> str:
    """A name as it can stand in the picture."""
    from scenes.script.font import lacking

    if len(name) > 60 or not name.isprintable() or lacking(name):
        raise click.BadParameter("a name has at most 60 letters, all of the film's font", param_hint="--by")
    return " ".join(name.split())


def _of_one_audience(wanted: Sequence[Wanted], audiences: Sequence[str]) -> Sequence[Wanted]:
    if len(audiences) != 1:
        raise click.UsageError("name one --audience: each has its own words")
    return wanted


def _list(shelf: Shelf, wanted: Sequence[Wanted]) -> None:
    standings = [shelf.standing(one) for one in wanted]
    for standing in standings:
        take = standing.take
        heard = f"heard ({take.heard})" if take and take.heard else "not heard" if take else ""
        told = (f"{take.seconds:5.1f} s  {take.loudness:6.1f} LUFS  {heard}  {take.speaker.name}" if take else "")
        why = f"  {standing.why}" if standing.why else ""
        click.echo(f"{standing.state:<8} {standing.wanted.key:<46} {told}{why}".rstrip())
    for key in shelf.left_over(wanted) if len({one.clip for one in wanted}) > 2 else ():
        click.echo(f"left over {key}")
    click.echo(_summed(standings))


def _summed(standings: Sequence[Standing]) -> str:
    count = Counter(standing.state for standing in standings)
    heard = sum(1 for standing in standings if standing.take is not None and standing.take.heard)
    minutes = sum(standing.take.seconds for standing in standings if standing.take is not None) / 60
    return (f"{len(standings)} takes: {count['current']} current, {count['stale']} stale, {count['missing']} missing, "
            f"{heard} heard; {minutes:.1f} minutes")


def _write_texts(wanted: Sequence[Wanted], folder: Path) -> None:
    from production.store.files import delivered

    with delivered(folder) as making:
        for one in wanted:
            (making / f"{one.name}.txt").write_text(f"{one.text}\n", encoding="utf-8", newline="\n")
    click.echo(f"{folder}: {len(wanted)} texts; read each into a recording of the same name")


def _bring(shelf: Shelf, wanted: Sequence[Wanted], folder: Path, by: str) -> int:
    """Take the recordings that do; the others are named, and are left. How the run ends: 0, or 1 if one was refused."""
    from production.voice.recordings import recordings_in

    refused = taken = 0
    for recording in [*recordings_in(folder, {one.name: one for one in wanted})]:
        try:
            reading = recording.reading(shelf.language)
        except FilmError as error:
            refused += 1
            click.echo(f"refused: {error}", err=True)
            continue
        shelf.put(recording.wanted, reading, by, made_by="a recording", synthetic=False)
        taken += 1
    if taken:
        shelf.settle()
    click.echo(f"{taken} taken, {refused} refused")
    return 1 if refused else 0


def _note(shelf: Shelf, wanted: Sequence[Wanted], name: str, by: str) -> None:
    keys = [one.key for one in wanted if one.name == name and one.key in shelf.takes]
    if not keys:
        raise unknown("take", name, sorted({one.name for one in wanted if one.key in shelf.takes}))
    shelf.hear(keys, by)
    shelf.settle()
    click.echo(f"heard: {', '.join(keys)}")


def _make(shelf: Shelf, wanted: Sequence[Wanted], name: str, *, fresh: bool, everything: bool) -> None:
    from production.commands.progress import counted
    from production.commands.terminal import standard_output
    from production.voice.engine import engine_named
    from production.voice.making import read_aloud

    standings = [shelf.standing(one) for one in wanted]
    todo = [standing for standing in standings if standing.state != "current" or fresh]
    people = [standing for standing in todo if standing.take is not None and not standing.take.speaker.synthetic]
    for standing in people:  # what a person has read is not replaced by a machine unasked
        click.echo(f"{standing.wanted.key}: {standing.why or 'current'}, and was read by {standing.take.speaker.name}: "  # type: ignore[union-attr]
                   "bring a new recording, or take the old one out of the index")
    todo = [standing for standing in todo if standing not in people]
    if todo:
        engine = engine_named(name, shelf.language, shelf.lexicon)
        guessed: set[str] = set()
        with counted(standard_output(), len(todo), "read") as done:
            for standing in todo:
                reading = read_aloud(engine, standing.wanted.text, standing.wanted.audience)
                shelf.put(standing.wanted, reading, engine.speaker, made_by=engine.made_by, synthetic=True)
                shelf.settle()  # what is read is read, however the rest ends
                guessed |= {*reading.guessed}
                done(standing.wanted.key)
        for word in sorted(guessed):
            lexicon = display_name(shelf.root / f"lexicon.{shelf.language}.toml")
            click.echo(f"'{word}' stands in no dictionary, and was guessed: listen, then write it into {lexicon}")
    ours = {one.audience for one in wanted}
    old = [key for key in shelf.left_over(wanted) if key.partition("/")[0] in ours] if everything else []
    if old:
        shelf.drop(old)
        shelf.settle()
        click.echo(f"removed, for their beats are gone: {', '.join(old)}")
    click.echo(_summed([shelf.standing(one) for one in wanted]))
