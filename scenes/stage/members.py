"""All members of a mobject, found by a lean walk: it is asked for many times a frame."""

from __future__ import annotations

from manim import Mobject


def family(mobject: Mobject) -> list[Mobject]:
    """A mobject and all below it in draw order, as Manim's ``get_family`` has them.

    Manim looks for members that are there twice, which takes longer than the walk; here they come twice.
    """
    found, waiting = list[Mobject](), [mobject]
    while waiting:
        one = waiting.pop()
        found.append(one)
        if one.submobjects:
            waiting += one.submobjects[::-1]
    return found
