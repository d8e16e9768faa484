"""Playlists: which films to play in which order, by names that hold wherever the folder goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree

Item = tuple[str, str, float]
"""A film: its file beside the playlist, its title, and its length (s)."""

_XSPF: Final = "http://xspf.org/ns/0/"


def as_m3u8(items: Sequence[Item]) -> str:
    """The films as M3U in UTF-8."""
    lines = ["#EXTM3U"]
    for file, title, seconds in items:
        lines += [f"#EXTINF:{seconds:.3f},{' '.join(title.split())}", file]
    return "\n".join(lines) + "\n"


def as_xspf(items: Sequence[Item]) -> str:
    """The films as XSPF."""
    ElementTree.register_namespace("", _XSPF)
    playlist = ElementTree.Element(f"{{{_XSPF}}}playlist", version="1")
    tracks = ElementTree.SubElement(playlist, f"{{{_XSPF}}}trackList")
    for file, title, seconds in items:
        track = ElementTree.SubElement(tracks, f"{{{_XSPF}}}track")
        for name, text in (("location", quote(file)), ("title", title), ("duration", str(round(1000 * seconds)))):
            ElementTree.SubElement(track, f"{{{_XSPF}}}{name}").text = text
    ElementTree.indent(playlist)
    return ElementTree.tostring(playlist, "unicode", xml_declaration=True) + "\n"
