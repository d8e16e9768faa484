"""Lengths of time as people read them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """A time as minutes and seconds: ``1:07``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
