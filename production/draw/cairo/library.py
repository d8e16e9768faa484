"""Cairo's own C interface, where it can be reached.

Manim draws through pycairo, which takes one curve a call. cairocffi gives all of Cairo's
functions, among them the one that takes a path as a whole.
"""

from __future__ import annotations

from typing import Any, Final

import cairo


def _reached() -> Any:
    """The module, or None where it is missing or would draw with another Cairo than Manim."""
    try:
        import cairocffi
    except (ImportError, OSError):  # OSError: it is there, but finds no Cairo to load
        return None
    same = cairocffi.cairo_version() == cairo.cairo_version()
    return cairocffi if same else None


#: The module cairocffi, or None; whoever gets None leaves the drawing to Manim.
CAIRO: Final[Any] = _reached()
