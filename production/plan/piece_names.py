"""What the pieces of a clip are called in the cache: each after the beat that it belongs to."""

from __future__ import annotations


def group(picture: str, number: int) -> str:
    """An encoded group of pictures of a beat, counted from 0."""
    return f"{picture}.{number:03}"


def poster(picture: str) -> str:
    """The poster, a PNG, that stands at the end of a beat."""
    return f"{picture}.poster"


def first(picture: str) -> str:
    """The first picture of a beat, a PNG, for the join that leads to it."""
    return f"{picture}.first"


def last(picture: str) -> str:
    """The picture at the end of a beat, a PNG, for the join that leads on from it."""
    return f"{picture}.last"


def bare(picture: str) -> str:
    """As :func:`last`, without title, labels and marks."""
    return f"{picture}.bare"


def record(times: str) -> str:
    """What is known of a beat once it was played."""
    return f"{times}.beat"
