"""The film's command line: each command is a few lines that call ``production``."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    # Whatever else Python is told about where to look: what it runs is this checkout.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from production.crew.own_ground import stand_on_own_ground

    stand_on_own_ground()

from production.commands.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
