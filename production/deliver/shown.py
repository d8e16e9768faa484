"""A film with what was made of it for pages, and where its files stand on a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from production.deliver.finished import Finished
from production.deliver.pictures import Sized, Sprite


@dataclass(frozen=True)
class Shown:
    """A film with what was made of it for pages.

    Attributes
    ----------
    media
        Paths of its files from the site's folder, by suffix.
    """

    one: Finished
    media: Mapping[str, str]
    poster: Sized
    card: Sized | None
    shared: str
    stills: tuple[str, ...]
    sprite: Sprite
    signs: tuple[str, ...]


def media_of(one: Finished) -> dict[str, str]:
    """Where the files of a film stand on a site, by suffix: all but those that only programs read."""
    folder = f"media/{one.language}/{one.audience}/{one.shape}"
    return {
        suffix: f"{folder}/{one.name}.{suffix}" for suffix in one.files if suffix not in ("words.json", "story.json")
    }
