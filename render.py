"""The film's command line: each command is a few lines that call ``production``."""

from __future__ import annotations

import os
import sys

if __name__ == "__main__":
    # Whatever else Python is told about where to look, or has imported for others: what it runs is this checkout.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    for name in [name for name in sys.modules if name.partition(".")[0] in ("production", "scenes")]:
        del sys.modules[name]
    from production.crew.own_ground import keep_docstrings, stand_on_own_ground

    keep_docstrings()
    stand_on_own_ground()

from production.commands.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
