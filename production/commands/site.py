"""The command ``render.py site``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from production.commands.options import mind_the_films, reviewed_option


def address(_: click.Context, __: click.Parameter, value: str) -> str:
    """An address of a site, or nothing."""
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise click.BadParameter(f"{value!r} is no address of a site, such as https://clinic.example/films")
    return value


@click.command("site")
@click.option("--films", type=click.Path(path_type=Path), default="out", show_default=True,
              help="Where the finished films are.")
@click.option("--out", type=click.Path(path_type=Path), default="out/site", show_default=True)
@click.option("--url", default="", metavar="URL", callback=address,
              help="Where the site will stand: for its sitemap, and for pictures that are shared.")
@click.option("--link", is_flag=True, help="Link the films into the site instead of copying them.")
@click.option("--kit", type=click.Path(path_type=Path), default="out/kit", show_default=True,
              help="Slides, handouts and whatever else `render.py kit` made of these films, for the pages of clips.")
@click.option("--loops", type=click.Path(path_type=Path), metavar="FOLDER",
              help="Offer these loops for silent screens: the folder that `render.py loops` had as --out.")
@click.option("--kiosk", type=click.Path(path_type=Path), metavar="FOLDER",
              help="Offer this finished kiosk as one ZIP.")
@reviewed_option
def site(
    films: Path, out: Path, url: str, link: bool, kit: Path, loops: Path | None, kiosk: Path | None,
) -> None:
    """Make pages around the finished films: a folder for any web server, or to open from a disk."""
    from production.deliver.bundle import read_bundle
    from production.deliver.for_screens import loops_in
    from production.deliver.handed import handed_of
    from production.deliver.kiosk_pack import read_kiosk
    from production.deliver.site import write_site

    today = date.today()
    bundle = read_bundle(films, today=today)
    mind_the_films(bundle.all)
    handed, stale = handed_of(kit, bundle.all)
    sizes = write_site(bundle, out, url=url, link=link, handed=handed,
                       loops=loops_in(loops, bundle, today) if loops else (),
                       kiosk=read_kiosk(kiosk, bundle) if kiosk else None)
    films_are = "linked" if link else "copied"
    click.echo(f"{out / 'index.html'}: {sizes.pages} pages of {sizes.text / 1e6:.1f} MB with letters and style, "
               f"{sizes.pictures / 1e6:.1f} MB of pictures, {sizes.media / 1e6:.0f} MB of films ({films_are})")
    if stale:
        click.echo(f"{stale} parts of {kit} were made of other films or changed, and are left out: `render.py kit` "
                   "renews them")
    if drafts := sum(one.quality == "draft" for one in bundle.all):
        click.echo(f"{drafts} of {len(bundle.all)} films are drafts; the pages say so")
