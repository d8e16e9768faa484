"""Who may ask a preview for anything: the page that its own address has opened, on this machine, and nobody else."""

from __future__ import annotations

import secrets
import socket
from http.cookies import CookieError, SimpleCookie
from ipaddress import IPv4Address
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: This machine, as itself alone knows it.
HERE: Final = str(IPv4Address(socket.INADDR_LOOPBACK))
#: What pages may load and do: nothing that is not the preview's own.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_LONGEST: Final = 100_000


class Access:
    """Lets in whoever has the token, asks by the right name, and comes from no other page.

    A page elsewhere in the browser can send requests to this machine, and a name of its own may lead here; it knows
    neither the token nor can it say that it comes from here.

    Parameters
    ----------
    token
        Stands in the address that is opened; from then on a cookie has it.
    port
        Where the preview listens, on this machine alone.
    """

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self.app, self.token, self.port = app, token, port
        self.host = f"{HERE}:{port}"
        self.cookie = f"preview-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await PlainTextResponse(refusal, 403)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self._headers()]
            await send(message)

        await self.app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> str:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host != self.host:
            return "not under this name"
        if origin is not None and origin != f"http://{self.host}":
            return "not from another page"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "not from another page"
        if scope["method"] not in ("GET", "HEAD"):
            if origin is None or headers.get("content-type") != "application/json":
                return "not from another page"
            if not headers.get("content-length", "x").isdecimal() or int(headers["content-length"]) > _LONGEST:
                return "too much"
        if not self._knows(scope, headers):
            return "the address that `render.py preview` printed ends in a token: it is needed"
        return ""

    def _knows(self, scope: Scope, headers: Headers) -> bool:
        told = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            morsel = None
        kept = morsel.value if morsel is not None else ""
        return any(secrets.compare_digest(given.encode(), self.token.encode()) for given in (told, kept))

    def _headers(self) -> list[tuple[bytes, bytes]]:
        given = {
            "content-security-policy": POLICY,
            "set-cookie": f"{self.cookie}={self.token}; HttpOnly; SameSite=Strict; Path=/",
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-resource-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
        }
        return [(name.encode(), value.encode()) for name, value in given.items()]
