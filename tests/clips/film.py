"""``render.py`` with the tests' own clips: ``python -m tests.clips.film clips tiny``."""

from __future__ import annotations

from production import command_line
from tests.clips.tiny import ORDER

if __name__ == "__main__":
    command_line.RUNNING_ORDER = ORDER
    command_line.main()
