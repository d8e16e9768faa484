"""How long drawing takes on this machine, as it was measured, for the forecast before the next run."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from scenes.script.request import Request

#: Seconds a frame takes where nothing was measured yet: for 480, 1080 and 2160 lines.
_GUESS: Final = ((480, 0.03), (1080, 0.06), (2160, 0.2))
#: How much the latest measurement counts against all earlier ones.
_WEIGHT: Final = 0.3


class Pace:
    """Seconds a frame for each size of picture, kept in the cache."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "pace.json"
        self._known: dict[str, float] = {}
        with suppress(OSError, ValueError):
            told = json.loads(self._file.read_text(encoding="utf-8"))
            if isinstance(told, dict):
                self._known = {str(size): float(pace) for size, pace in told.items()}

    def seconds(self, request: Request, frames: int) -> float:
        """How long one process will take to draw so many frames."""
        short = request.quality.short_side
        guess = next((pace for side, pace in _GUESS if short <= side), _GUESS[-1][1])
        return frames * self._known.get(_size(request), guess)

    def note(self, request: Request, frames: int, seconds: float) -> None:
        """Remember how long a task took."""
        if frames > 0:
            pace, size = seconds / frames, _size(request)
            self._known[size] = self._known.get(size, pace) * (1 - _WEIGHT) + pace * _WEIGHT

    def keep(self) -> None:
        """Write down what is known; a folder that cannot be written is no error."""
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            half = self._file.with_suffix(".half")
            half.write_text(json.dumps(self._known, sort_keys=True), encoding="utf-8")
            half.replace(self._file)


def _size(request: Request) -> str:
    return f"{request.shape} {request.quality.short_side}"
