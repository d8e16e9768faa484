"""Nobody but the page itself gets anything out of a preview, or into a file."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping

import pytest

from production.preview.access import HERE
from tests.production.preview.conftest import CLIP, Running

pytestmark = pytest.mark.xdist_group("preview")


def asked(
    running: Running, path: str, headers: Mapping[str, str] | None = None, body: object = None,
    token: str | None = None,
) -> tuple[int, str, Mapping[str, str]]:
    """What the preview answers: status, text and headers; with its token if no other is named."""
    host = running.origin.removeprefix("http://")
    line = http.client.HTTPConnection(host, timeout=30)
    cookie = f"preview-{host.partition(':')[2]}={running.token if token is None else token}"
    given = {"Cookie": cookie, **(headers or {})}
    if body is not None:
        given = {"Origin": running.origin, "Content-Type": "application/json", **given}
    line.request("GET" if body is None else "POST", path, None if body is None else json.dumps(body), given)
    answer = line.getresponse()
    found = answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    line.close()
    return found


def test_the_page_itself_is_let_in(running: Running) -> None:
    assert asked(running, "/about")[0] == 200
    status, _, headers = asked(running, f"/?token={running.token}", token="")
    assert status == 200
    assert "HttpOnly; SameSite=Strict" in headers["set-cookie"]
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/about", "/web/js/main.js", "/fonts/Bold", f"/frame?clip={CLIP}&frame=1"])
@pytest.mark.parametrize("token", ["", "wrong"])
def test_without_the_token_there_is_nothing(running: Running, path: str, token: str) -> None:
    status, text, _ = asked(running, path, token=token)
    assert status == 403
    assert "token" in text


@pytest.mark.parametrize("headers", [
    {"Host": "evil.example"}, {"Host": HERE}, {"Host": "evil.example:80"},
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
])
def test_other_names_and_other_pages_get_nothing(running: Running, headers: dict[str, str]) -> None:
    assert asked(running, "/about", headers)[0] == 403


@pytest.mark.parametrize("headers", [
    {"Origin": "http://evil.example"}, {"Content-Type": "text/plain"}, {"Content-Length": "9999999"},
])
def test_other_pages_write_nothing(running: Running, headers: dict[str, str]) -> None:
    assert asked(running, "/words", headers, {"do": "back"})[0] == 403


@pytest.mark.parametrize("path", [
    "/web/../server.py", "/web/%2e%2e/server.py", "/web/..%2fserver.py", "/web/js/../../access.py",
    "/sound/en/patient/..%2f..%2ftakes/json", "/sound/en/..%2fpatient/safety/liver", "/sound/../../etc/passwd/x",
    "/fonts/..%2f..%2fBold", "/fonts/LICENSE", f"/frame?clip=../{CLIP}&frame=1", "/frame?clip=safety&frame=x",
    "/golden?clip=..%2f..%2fassets&beat=0&beats=1", "/frame?clip=safety&side=..&frame=1",
])
def test_paths_lead_nowhere_else(running: Running, path: str) -> None:
    assert asked(running, path)[0] in (400, 404)


@pytest.mark.parametrize("place", ["../../etc/passwd:1", "/etc/passwd:1", "scenes/../../x.py:1", "render.py:1", "x"])
def test_no_other_file_is_opened(running: Running, place: str) -> None:
    _, text, headers = asked(running, "/open", body={"place": place})
    assert "x-refused" in headers
    assert "no line of a file of the film" in text


@pytest.mark.parametrize("asks", [
    {"do": "mend", "place": "../outside.toml:1", "wrong": "a", "right": "b"},
    {"do": "mend", "place": "render.py:1", "wrong": "film", "right": "b"},
    {"do": "say", "language": "../en", "key": ["words", "about"], "was": "about", "now": "b"},
    {"do": "say", "language": "en", "key": ["words", "about"], "was": "something else", "now": "b"},
    {"do": "say"}, {"do": "mend", "place": "assets/script/en.toml:x", "wrong": "", "right": ""},
])
def test_nothing_else_is_written(running: Running, asks: dict[str, object]) -> None:
    (running.tree.parent / "outside.toml").write_text("a = 1\n")
    script = running.tree / "assets" / "script" / "en.toml"
    before = script.read_bytes(), (running.tree / "render.py").read_bytes()
    assert "x-refused" in asked(running, "/words", body=asks)[2]
    assert (script.read_bytes(), (running.tree / "render.py").read_bytes()) == before
    assert (running.tree.parent / "outside.toml").read_text() == "a = 1\n"
