"""Where all processes of a preview report: it starts them, asks them, and lets them go."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from itertools import count
from math import inf
from pathlib import Path
from typing import Any, Final

from production.preview.drafts import Drafts
from production.preview.houses import Houses, NoPictureError
from production.preview.line import Said, heard, tell
from production.preview.walks import WALKS, Cut, Frames, Process, Walk, ask, memory_of

#: Longer than any walk through a clip, s.
_PATIENCE: Final = 90.0
#: Whoever does not answer what takes a twentieth of a second till then is gone, s.
_SOON: Final = 5.0
#: Whoever has just forked has said so after this time, s.
_A_MOMENT: Final = 0.02
#: A process that was ended from outside is asked again, through others, so often.
_TRIES: Final = 4


class Hall:
    """Starts and asks the processes that go through clips.

    Parameters
    ----------
    root
        The checkout.
    scratch
        A folder for what is passing; the line that processes report at stands in it.
    hear
        Called with what the pages are to be told, and the cut that it is about, if it is about one.
    """

    def __init__(self, root: Path, scratch: Path, hear: Callable[[Said, Cut | None], None]) -> None:
        self.root, self.scratch, self.tell_pages = root, scratch, hear
        self.frames, self.drafts = Frames(), Drafts()
        self.walks: OrderedDict[Cut, Walk] = OrderedDict()
        self.houses = Houses(root, hear)
        self._numbers, self._saves = count(1), 0
        self._by_number: dict[int, Walk] = {}
        self._asked: dict[int, asyncio.Future[tuple[Said, bytes]]] = {}
        self._awaited: dict[tuple[int, int], list[asyncio.Future[tuple[Said, bytes]]]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    # --- processes --------------------------------------------------------------------------------

    async def open(self) -> None:
        """Wait for processes to report, and start the first one."""
        address = str(self.scratch / "line")
        self._server = await asyncio.start_unix_server(
            lambda reader, writer: self._spawn(self._receive(reader, writer)), address
        )
        os.chmod(address, 0o600)
        await self.houses.open(address)
        self.renew_house("now")

    async def close(self) -> None:
        """End all processes, the others with the first; whoever waits for a picture waits no longer."""
        over = NoPictureError("the preview has ended")
        for walk in [*self.walks.values()]:
            walk.fault, walk.before = str(over), None
            walk.heard.set()
        for future in (*self._asked.values(), *(one for many in self._awaited.values() for one in many)):
            if not future.done():
                future.set_exception(over)
                future.exception()
        await self.houses.close()
        self._server.close()
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def renew_house(self, side: str) -> None:
        """Have the code read anew; walks that begin from now on go by it."""
        self._spawn(self.houses.renew(side))

    def _spawn(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- what they say ----------------------------------------------------------------------------

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hear one process from its first word to its end."""
        process, walk = None, None
        try:
            hello, _ = await heard(reader)
            kind = hello["is"]
            if kind == "ground":
                self.houses.ground.set_result(writer)
            elif kind == "house":
                self.houses.hear(hello, writer)
            elif kind != "answerer":
                walk = self._by_number.get(hello["walk"])
                if walk is None:
                    writer.close()
                    return
                process = Process(
                    kind, writer, hello.get("frame", 0), hello.get("last", -1), hello.get("worked", 0.0), hello["pid"],
                    opens=hello.get("opens", -1), read=frozenset(hello.get("read", ())),
                    entered=frozenset(hello.get("entered", ())), until=walk.until.get(hello["walk"], inf),
                )
                if process.frame >= process.until:
                    writer.close()  # it has gone on by words that are no longer so
                    return
                self._hand_over(walk, process, hello.get("ask"))
                walk.add(process)
            while True:
                said, behind = await heard(reader)
                self._hear(walk, process, said, behind)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            if walk is not None and process is not None:
                self._is_gone(walk, process)

    def _hand_over(self, walk: Walk, process: Process, number: int | None) -> None:
        """What one process was asked for another one does now."""
        if number is not None:
            for other in walk.processes:
                other.asks.discard(number)
            process.asks.add(number)

    def _hear(self, walk: Walk | None, process: Process | None, said: Said, behind: bytes) -> None:
        kind, number = said["is"], said.get("ask", 0)
        if kind == "picture" and walk is not None and process is not None:
            process.frame, process.last = said["frame"], said["last"]
            if said["saves"] == walk.saves:  # else it knows more than the walk does by whose beats frames are named
                self.frames.put(walk, said["frame"], behind)
            for waiting in self._awaited.pop((walk.number, said["frame"]), ()):
                if not waiting.done():
                    waiting.set_result((said, behind))
            if said["frame"] >= said["last"]:
                process.asks.discard(number)
        if kind == "story" and walk is not None:
            walk.story = said
            self.tell_pages({"is": "story", "story": said}, walk.cut)
        if kind == "walked" and walk is not None:
            walk.frames = said["frames"]
            self._by_number |= {number: walk for number, known in self._by_number.items() if known is walk.before}
            walk.take_the_place()
            if self.walks.get(walk.cut) is walk:  # else it goes by what was before the latest change
                self.tell_pages({"is": "walked", "frames": walk.frames}, walk.cut)
        if kind == "fault" and walk is not None and process is not None and process.kind == "walker":
            walk.fault = said["fault"]
            self._fail(process, NoPictureError(walk.fault))
            self.tell_pages({"is": "fault", "fault": walk.fault}, walk.cut)
        if number and kind in ("picture", "passed", "over", "answer", "fault") and number in self._asked:
            waiting = self._asked[number]
            if not waiting.done():
                waiting.set_result((said, behind))
        if kind in ("passed", "over", "fault") and process is not None:
            process.asks.discard(number)

    def _fail(self, process: Process, error: Exception) -> None:
        for number in process.asks:
            waiting = self._asked.get(number)
            if waiting is not None and not waiting.done():
                waiting.set_exception(error)
        process.asks.clear()

    def _fail_awaited(self, walk: Walk, process: Process) -> None:
        """Who waits for a frame that a process was on the way to looks for another."""
        for frame in range(process.frame + 1, process.last + 1):
            for waiting in self._awaited.pop((walk.number, frame), ()):
                if not waiting.done():
                    waiting.set_exception(ConnectionResetError())

    def _is_gone(self, walk: Walk, process: Process) -> None:
        if walk.walker is process:
            walk.walker = None
            if not walk.frames:
                self._give_up(walk)  # it was ended from outside
        for group in (walk.stands, walk.drawers):
            if process in group:
                group.remove(process)
        self._fail(process, ConnectionResetError())
        self._fail_awaited(walk, process)

    def _give_up(self, walk: Walk) -> None:
        """The next who asks for this cut begins anew."""
        if self.walks.get(walk.cut) is walk:
            self.walks.pop(walk.cut).close()

    # --- what they are asked ------------------------------------------------------------------------

    async def walk(self, cut: Cut) -> Walk:
        """The walk through a cut; begun now if there is none."""
        walk = self.walks.get(cut)
        if walk is None:
            walk = self._begin(cut, None)
        self.walks.move_to_end(cut)
        while len(self.walks) > WALKS:
            _, oldest = self.walks.popitem(last=False)
            oldest.close()
        return walk

    def _begin(self, cut: Cut, before: Walk | None, goes_on: bool = False) -> Walk:
        walk = self.walks[cut] = Walk(cut, next(self._numbers), self._saves, before=before)
        self._by_number[walk.number] = walk
        if before is not None:
            before.let_drawers_go()
        self._spawn(self._set_out(walk, goes_on))
        return walk

    async def _set_out(self, walk: Walk, goes_on: bool) -> None:
        if goes_on and walk.before is not None and await self._goes_on(walk, walk.before):
            return
        try:
            house = await self.houses.of(walk.cut.side)
        except NoPictureError as error:
            walk.fault = str(error)
            walk.heard.set()
            return
        tell(house, {"do": "walk", "walk": walk.number, "cut": asdict(walk.cut), "saves": walk.saves})

    async def _goes_on(self, walk: Walk, before: Walk) -> bool:
        """Begin a walk where the one before it comes to words or code that have changed; whether that can be."""
        if not before.stands:
            return False
        try:
            said, _ = await self._asked_of(before.stands[-1].writer, {"do": "compare"}, _SOON)
        except TimeoutError:
            return False
        found = None if said["beats"] is None else before.before_all(said["beats"], said["functions"])
        if found is None:
            return False
        walk.since = found.frame
        tell(found.writer, {"do": "go on", "walk": walk.number, "saves": walk.saves})
        with suppress(TimeoutError):
            await asyncio.wait_for(walk.heard.wait(), _SOON)
            return True
        walk.since = 0
        return False

    def forget(self, side: str) -> None:
        """Let all walks of a side go."""
        for cut in [cut for cut in self.walks if cut.side == side]:
            self.walks.pop(cut).close()

    def begin_anew(self, cuts: list[Cut], goes_on: bool = False) -> None:
        """Go through these cuts again: something that they rest on has changed.

        Parameters
        ----------
        goes_on
            Whether that may be words or the clips' own code alone: then they go on from where they have come to that.
        """
        self._saves += 1
        for cut, walk in list(self.walks.items()):
            if cut.side != "now":
                continue
            good = walk if walk.frames or walk.before is None else walk.before
            if good is not walk:
                walk.before = None
                walk.close()
            if cut in cuts:
                self._begin(cut, None if good.fault else good, goes_on)
            else:
                del self.walks[cut]
            if cut not in cuts or good.fault:
                good.close()

    async def picture(self, cut: Cut, frame: int, checks: bool = False, ahead: int = 0) -> tuple[bytes, Said, bool]:
        """A frame of a cut, what the checks see in it, and whether it is from before a change that failed.

        Raises
        ------
        NoPictureError
            It cannot be drawn.
        """
        passed = False
        for _ in range(_TRIES):
            walk = await self.walk(cut)
            await asyncio.wait_for(walk.heard.wait(), _PATIENCE)
            old = bool(walk.fault and walk.before)
            using = walk.before if walk.before and (old or frame < walk.since) else walk
            kept = None if checks else self.frames.get(using if old or not walk.story else walk, frame)
            kept = await self._from_draft(using, frame) if kept is None and ahead else kept
            if kept is not None:
                return kept, {}, old
            try:
                said, behind = await self._drawn(
                    using, frame, {"checks": checks, "saves": (using if old else walk).saves}, ahead, passed
                )
            except ConnectionResetError:
                continue
            if said["is"] == "picture":
                return behind, said.get("seen", {}), old
            passed = said["is"] == "passed"
            if said["is"] == "over":
                raise NoPictureError("the clip is over before that")
            if said["is"] == "fault":
                raise NoPictureError(said["fault"])
        raise NoPictureError(self.walks[cut].fault if cut in self.walks else "its processes were ended")

    async def _from_draft(self, walk: Walk, frame: int) -> bytes | None:
        """A frame that plays from a draft which was rendered before."""
        beat = walk.beat_at(frame)
        if beat is None:
            return None
        return await asyncio.to_thread(self.drafts.get, beat, walk.cut.shape, walk.story["fps"], frame)

    def at_once(self, walk: Walk) -> list[int]:
        """Which frames play without being drawn."""
        walked = walk.story["beats"][: walk.story["walked"]] if walk.story else []
        there = [frame for beat in walked for frame in self.drafts.there(beat, walk.cut.shape, walk.story["fps"])]
        return sorted({*there, *self.frames.drawn(walk)})

    async def _drawn(self, walk: Walk, frame: int, how: Said, ahead: int, passed: bool) -> tuple[Said, bytes]:
        waiting: asyncio.Future[tuple[Said, bytes]] = asyncio.get_running_loop().create_future()
        if walk.will_draw(frame) and not how["checks"]:
            self._awaited.setdefault((walk.number, frame), []).append(waiting)
            return await asyncio.wait_for(waiting, _PATIENCE)
        process = walk.nearest(frame, passed=passed)
        if process is None:
            if walk.fault:
                raise NoPictureError(walk.fault)
            if walk.frames:
                self._give_up(self.walks.get(walk.cut, walk))
            await asyncio.sleep(_A_MOMENT)
            raise ConnectionResetError
        number = next(self._numbers)
        self._asked[number] = waiting
        last = int(min(frame + ahead, process.until - 1))
        ask(process, number, {"do": "draw", "frame": frame, "last": last, **how})
        process.last = last if process.kind == "drawer" else process.last
        try:
            return await asyncio.wait_for(waiting, _PATIENCE)
        finally:
            del self._asked[number]

    async def answer(self, side: str, asked: dict[str, Any]) -> tuple[Said, bytes]:
        """Have something done by a process of its own.

        Raises
        ------
        NoPictureError
            It cannot be done.
        """
        asked = {**asked, "saves": self._saves}
        try:
            said, behind = await self._asked_of(await self.houses.of(side), asked, _PATIENCE)
        except TimeoutError as error:
            raise NoPictureError(f"no answer for {_PATIENCE:.0f} s: this machine is too busy") from error
        if "fault" in said:
            raise NoPictureError(said["fault"])
        return said, behind

    async def _asked_of(self, writer: asyncio.StreamWriter, asked: Said, within: float) -> tuple[Said, bytes]:
        """What a process answers, or one that it has forked for that."""
        number = next(self._numbers)
        waiting = self._asked[number] = asyncio.get_running_loop().create_future()
        tell(writer, {**asked, "ask": number})
        try:
            return await asyncio.wait_for(waiting, within)
        finally:
            del self._asked[number]

    def state(self) -> Said:
        """How many processes there are, and what they hold, MB."""
        walks = list(self.walks.values())
        pids = [process.pid for walk in walks for process in walk.processes if process.pid]
        return {"walks": len(walks), "processes": len(pids), "memory_mb": round(memory_of(pids) / 1e6)}

