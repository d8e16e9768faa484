"""The one kind of error that is meant for the person at the keyboard."""

from __future__ import annotations


class FilmError(Exception):
    """Something a user can mend; its text is one line that says what to do."""
