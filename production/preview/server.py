"""The preview's server: what the page asks for, on this machine alone."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from watchfiles import awatch

from production.preview.access import Access
from production.preview.compare import committed, golden
from production.preview.editing import Edits
from production.preview.editor import open_in_editor, opens_with
from production.preview.hall import Hall
from production.preview.houses import NoPictureError
from production.preview.places import panel
from production.preview.walks import Cut
from scenes.script.errors import FilmError
from scenes.script.font import FACES, font_file
from scenes.script.request import AUDIENCES, SHAPES
from scenes.script.takes import takes_folder
from scenes.script.translation import languages

WEB: Final = Path(__file__).parent / "web"
_NAME: Final = re.compile(r"[\w-]+")
#: A save is over when nothing was written for so long, ms.
_QUIET: Final = 50
_WATCHED: Final = ("scenes", "production", "assets")


class Preview:
    """One preview: its processes, its pages, and the files that it looks after.

    Attributes
    ----------
    pages
        For each page that is open, what it is to be told.
    """

    def __init__(self, root: Path, scratch: Path, clip: str, port: int) -> None:
        self.root, self.scratch, self.clip, self.port = root, scratch, clip, port
        self.pages: dict[asyncio.Queue[dict[str, Any]], list[Cut]] = {}
        self.edits = Edits(root)
        self._stop = asyncio.Event()

    # --- what pages are told ----------------------------------------------------------------------

    def tell(self, said: dict[str, Any], cut: Cut | None) -> None:
        """Tell the pages that look at a cut, or all of them."""
        if cut is not None and cut.side != "now":
            return
        if said["is"] == "fault":
            said = {**said, "panel": panel(said["fault"])}
        if said["is"] == "walked" and not any(walk.fault for walk in self.hall.walks.values()):
            self.edits.note_good()
        told = {**said, **_which(cut)}
        for page, cuts in self.pages.items():
            if cut is None or cut in cuts:
                page.put_nowait(told)

    async def events(self, request: Request) -> Response:
        """All that happens, for as long as a page is open."""
        cut, page = _cut(request), asyncio.Queue[dict[str, Any]]()
        audiences = AUDIENCES if "both" in request.query_params else (cut.audience,)
        cuts = [replace(cut, audience=audience, shape=shape) for audience in audiences for shape in SHAPES]

        async def told() -> AsyncIterator[str]:
            self.pages[page] = cuts
            try:
                for one in cuts:
                    walk = await self.hall.walk(one)
                    if walk.story:
                        yield _event({"is": "story", "story": walk.story, **_which(one)})
                    if walk.fault:
                        yield _event({"is": "fault", "panel": panel(walk.fault), **_which(one)})
                if self.hall.houses.fault:
                    yield _event({"is": "fault", "panel": panel(self.hall.houses.fault), **_which(None)})
                while not self._stop.is_set():
                    yield _event(await page.get())
            finally:
                self.pages.pop(page, None)

        return StreamingResponse(told(), media_type="text/event-stream", headers={"cache-control": "no-store"})

    # --- pictures -----------------------------------------------------------------------------------

    async def frame(self, request: Request) -> Response:
        """A frame of a clip."""
        ahead = min(int(request.query_params.get("ahead", "0")), 60)
        try:
            picture, _, old = await self.hall.picture(_cut(request), int(request.query_params["frame"]), ahead=ahead)
        except NoPictureError as error:
            return _refused(panel(str(error)))
        return Response(picture, media_type="image/jpeg", headers={"cache-control": "no-store", "x-old": str(int(old))})

    async def seen(self, request: Request) -> Response:
        """What the checks see in a frame."""
        try:
            _, seen, _ = await self.hall.picture(_cut(request), int(request.query_params["frame"]), checks=True)
        except NoPictureError as error:
            return _refused(panel(str(error)))
        return JSONResponse(seen)

    async def drawn(self, request: Request) -> Response:
        """Which frames of a clip play at once."""
        walk = await self.hall.walk(_cut(request))
        return JSONResponse({"frames": self.hall.at_once(walk)})

    async def golden_frame(self, request: Request) -> Response:
        """The golden frame of a beat."""
        asked, cut = request.query_params, _cut(request)
        picture = golden(self.root, cut.clip, cut.audience, cut.shape, int(asked["beat"]), int(asked["beats"]))
        if picture is None:
            return _refused({"text": "there is no golden frame of this beat"})
        return Response(picture, media_type="image/jpeg", headers={"cache-control": "no-store"})

    async def commit(self, request: Request) -> Response:
        """Have the last commit's film at hand, to be compared with."""
        del request
        try:
            self.hall.houses.roots["commit"], name = await asyncio.to_thread(committed, self.root, self.scratch)
        except FilmError as error:
            return _refused({"text": str(error)})
        self.hall.forget("commit")
        self.hall.renew_house("commit")
        return JSONResponse({"name": name})

    # --- checks, words, sound -----------------------------------------------------------------------

    async def check(self, request: Request) -> Response:
        """What the quick rules find in a clip."""
        cut = _cut(request)
        try:
            said, _ = await self.hall.answer("now", {"do": "check", "cut": _told(cut)})
        except NoPictureError as error:
            return _refused(panel(str(error)))
        return JSONResponse(said["findings"])

    async def cast(self, request: Request) -> Response:
        """All actors; or, by its number, one of them as a picture."""
        asked = request.query_params
        try:
            if "number" not in asked:
                said, _ = await self.hall.answer("now", {"do": "cast"})
                return JSONResponse(said["cast"])
            values = json.loads(asked.get("values", "{}"))
            number, turn = int(asked["number"]), float(asked.get("turn", "0"))
            _, picture = await self.hall.answer(
                "now", {"do": "actor", "number": number, "turn": turn, "values": values}
            )
        except NoPictureError as error:
            return _refused(panel(str(error)))
        return Response(picture, media_type="image/webp")

    async def sound(self, request: Request) -> Response:
        """The take of a beat."""
        parts = [request.path_params[name] for name in ("language", "audience", "clip", "beat")]
        if not all(_NAME.fullmatch(part) for part in parts):
            return JSONResponse({"text": "no such take"}, 404)
        language, audience, clip, beat = parts
        file = takes_folder() / language / audience / f"{clip}.{beat}.opus"
        return FileResponse(file, media_type="audio/ogg") if file.is_file() else JSONResponse({}, 404)

    async def words(self, request: Request) -> Response:
        """Write a sentence, take the latest change back, or mend a name."""
        asked = await request.json()
        try:
            if asked["do"] == "say":
                place = self.edits.say(asked["language"], asked["key"], asked["was"], asked["now"])
                return JSONResponse({"place": place})
            if asked["do"] == "mend":
                self.edits.mend(asked["place"], asked["wrong"], asked["right"])
                return JSONResponse({"place": asked["place"]})
            files = [self.edits.undo()] if asked["do"] == "undo" else self.edits.take_back()
            return JSONResponse({"place": ", ".join(files)})
        except (FilmError, KeyError, TypeError, ValueError, OSError) as error:
            return _refused({"text": str(error)})

    async def open_place(self, request: Request) -> Response:
        """Open a line of a file in the editor."""
        place = str((await request.json()).get("place", ""))
        try:
            open_in_editor(self.root, place)
        except FilmError as error:
            return _refused({"text": str(error)})
        return JSONResponse({})

    async def about(self, request: Request) -> Response:
        """What there is to be looked at."""
        del request
        with suppress(NoPictureError):
            await self.hall.houses.of("now")
        return JSONResponse({
            "clips": self.hall.houses.clips, "clip": self.clip, "audiences": AUDIENCES, "languages": languages(),
            "shapes": SHAPES, "editor": opens_with(), "root": str(self.root), **self.hall.state(),
        })

    # --- changes ------------------------------------------------------------------------------------

    async def _watch(self) -> None:
        """Draw anew whatever a saved file may have changed."""
        folders = [self.root / folder for folder in _WATCHED]
        async for changes in awatch(*folders, debounce=200, step=_QUIET, stop_event=self._stop):
            names = {Path(path).relative_to(self.root).as_posix() for _, path in changes}
            names = {name for name in names if name.endswith((".py", ".toml", ".json")) and "/." not in name}
            if names:
                self.saved(names)

    def saved(self, names: set[str]) -> None:
        """Some files have changed: read the code anew if it is of them, and go through the open clips again."""
        self.edits.look()
        self.tell({"is": "saved", "files": sorted(names)}, None)
        of_all = bool(self.hall.houses.fault or names & self.hall.houses.files)
        if of_all:
            self.hall.renew_house("now")
        open_cuts = {cut for cuts in self.pages.values() for cut in cuts}
        self.hall.begin_anew([cut for cut in self.hall.walks if cut in open_cuts], goes_on=not of_all)

    @asynccontextmanager
    async def living(self, app: Starlette | None = None) -> AsyncIterator[None]:
        """All processes begin with the server, and end with it."""
        del app
        self.hall = Hall(self.root, self.scratch, self.tell)
        await self.hall.open()
        self.edits.look()
        self.edits.note_good()
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._stop.set()
            watching.cancel()
            await self.hall.close()

    async def end_pages(self) -> None:
        """Let the pages go, so that the server can end."""
        self._stop.set()
        for page in self.pages:
            page.put_nowait({"is": "bye"})
        await self.hall.close()

    def app(self, token: str) -> Access:
        """The application, with a guard before it."""
        get: dict[str, Any] = {
            "/events": self.events, "/frame": self.frame, "/seen": self.seen, "/drawn": self.drawn,
            "/golden": self.golden_frame, "/check": self.check, "/cast": self.cast, "/about": self.about,
            "/sound/{language}/{audience}/{clip}/{beat}": self.sound, "/fonts/{face}": _font,
            "/": _page, "/cast.html": _page,
        }
        post: dict[str, Any] = {"/words": self.words, "/open": self.open_place, "/commit": self.commit}
        routes = [
            *(Route(path, answer) for path, answer in get.items()),
            *(Route(path, answer, methods=["POST"]) for path, answer in post.items()),
            Mount("/web", StaticFiles(directory=WEB)),
        ]
        bad = dict.fromkeys((KeyError, ValueError), _bad)
        app = Starlette(routes=routes, lifespan=self.living, exception_handlers=bad)
        return Access(app, token, self.port)


async def _page(request: Request) -> Response:
    name = "index.html" if request.url.path == "/" else "cast.html"
    return FileResponse(WEB / name, headers={"cache-control": "no-store"})


async def _font(request: Request) -> Response:
    face = request.path_params["face"]
    if face not in FACES:
        return JSONResponse({"text": "no such face"}, 404)
    return FileResponse(font_file(face), headers={"cache-control": "max-age=86400"})


async def _bad(request: Request, error: Exception) -> Response:
    del request
    return JSONResponse({"text": f"{type(error).__name__}: {error}"}, 400)


def _refused(panel: dict[str, Any]) -> Response:
    """What the page shows in place of what it asked for; no failure of the page's, of which browsers would complain."""
    return JSONResponse(panel, headers={"x-refused": "1"})


def _event(said: dict[str, Any]) -> str:
    return f"data: {json.dumps(said, ensure_ascii=False)}\n\n"


def _cut(request: Request) -> Cut:
    """The cut that a request is about.

    Raises
    ------
    ValueError
        There is none such.
    """
    asked = request.query_params
    cut = Cut(
        asked["clip"], asked.get("language", "en"), asked.get("audience", "patient"),
        asked.get("shape", "landscape"), asked.get("side", "now"),
    )
    names = (cut.language in languages(), cut.audience in AUDIENCES, cut.shape in SHAPES, cut.side in ("now", "commit"))
    if not all(names) or not _NAME.fullmatch(cut.clip):
        raise ValueError("there is no such cut")
    return cut


def _told(cut: Cut) -> dict[str, str]:
    return {"clip": cut.clip, "language": cut.language, "audience": cut.audience, "shape": cut.shape}


def _which(cut: Cut | None) -> dict[str, str]:
    """Which pictures something is told of; of all, if empty."""
    return {"shape": cut.shape if cut else "", "audience": cut.audience if cut else ""}
