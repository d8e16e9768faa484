"""Running the preview's server until Ctrl-C."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from production.preview.access import HERE
from production.preview.server import Preview
from scenes.script.errors import FilmError


class _Server(uvicorn.Server):
    """Lets the pages go first: each has a stream open that does not end by itself."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self._preview = preview

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End in good order."""
        await self._preview.end_pages()
        await super().shutdown(sockets)


def serve(root: Path, clip: str, port: int, *, opens: bool, say: Callable[[str], None]) -> None:
    """Serve the preview of a clip on this machine alone, until Ctrl-C.

    Raises
    ------
    FilmError
        The port is taken, or this system cannot fork.
    """
    if not hasattr(os, "fork") or sys.platform == "win32":
        raise FilmError("the preview forks its processes, which Windows cannot: use it in WSL")
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HERE, port))
    except OSError as error:
        raise FilmError(f"port {port} is taken: --port names another one") from error
    listening.listen()  # whoever comes before the server has begun waits
    port, token = listening.getsockname()[1], secrets.token_urlsafe(24)
    with TemporaryDirectory(prefix="preview-") as scratch:
        preview = Preview(root, Path(scratch), clip, port)
        config = uvicorn.Config(preview.app(token), log_level="warning", timeout_graceful_shutdown=2, lifespan="on")
        server = _Server(config, preview)
        address = f"http://{HERE}:{port}/?token={token}#{clip}"
        say(f"{address}\nCtrl-C ends this.")
        if opens:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):  # told again once the server has ended in good order
            server.run(sockets=[listening])
