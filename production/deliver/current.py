"""Nothing is delivered that rests on a fact whose time is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from scenes.script.errors import FilmError
from scenes.script.facts import Ledger


def refuse_past(what: str, facts: Iterable[str], ledger: Ledger, today: date) -> None:
    """`FilmError` if one of these facts was to be looked at again before today."""
    for id in facts:
        if ledger[id].review_by < today:
            raise FilmError(
                f"{what} rests on '{id}', which was to be looked at again by {ledger[id].review_by}: open its source, "
                "then renew “checked” and “review_by” in the ledger"
            )
