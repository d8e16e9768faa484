"""The film's command line: each command is a few lines that call ``production``."""

from __future__ import annotations

from production.commands.main import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
