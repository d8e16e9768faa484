"""A folder on a server of this machine, for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from socket import INADDR_LOOPBACK
from threading import Thread
from typing import Any

#: This machine.
_HERE = str(IPv4Address(INADDR_LOOPBACK))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder's pages, with a slash at its end."""
    server = ThreadingHTTPServer((_HERE, 0), partial(_Quiet, directory=str(folder)))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a browser that goes away is none
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{_HERE}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
