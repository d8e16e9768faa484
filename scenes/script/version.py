"""Which version of the film this is, as end cards, transcripts and evidence sheets say."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
