"""The templates that pages are filled from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def templates(finalize: Callable[[Any], Any] | None = None) -> Environment:
    """The templates in ``web/``, from this package's folder on.

    Parameters
    ----------
    finalize
        What is done to each value before it is written.
    """
    return Environment(
        loader=PackageLoader("production.deliver", "", encoding="utf-8"), autoescape=select_autoescape(),
        undefined=StrictUndefined, finalize=finalize,
    )
