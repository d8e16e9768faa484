"""``render.py`` with the tests' own clips: ``python -m tests.clips.film clips tiny``."""

from __future__ import annotations

from unittest.mock import patch

from production.command_line import main
from tests.clips.tiny import ORDER

if __name__ == "__main__":
    with patch("production.command_line.RUNNING_ORDER", ORDER):
        main()
