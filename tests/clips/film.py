"""``render.py`` with the tests' own clips: ``python -m tests.clips.film clips tiny``."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from unittest.mock import patch

from production.commands.main import main
from scenes.script.takes import FOLDER_VARIABLE
from tests.clips.tiny import ORDER, SCRIPTS


def run(words: Sequence[str] | None = None) -> None:
    """Run a command; the words of the command line if left out."""
    os.environ.setdefault(FOLDER_VARIABLE, str(SCRIPTS.with_name("voice")))  # no takes, if none are named
    with patch("scenes.running_order.RUNNING_ORDER", ORDER):
        main(words)


if __name__ == "__main__":
    # Tests that are begun in the background of a shell inherit that Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    run()
