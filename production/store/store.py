"""The names that these things had before; nothing new should use them."""

from production.commands.cache import clear, contents
from production.store.pieces import Pieces as Store
from scenes.script.keep import FOLDER_VARIABLE, LIMIT_VARIABLE, cache_folder, limit_in_bytes, prune

__all__ = [
    "FOLDER_VARIABLE", "LIMIT_VARIABLE", "Store", "cache_folder", "clear", "contents", "limit_in_bytes", "prune",
]
