"""A scene with a clock: time passes on a grid, and nothing that fades or drifts blocks it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final, cast

import numpy as np
from manim import Mobject, Scene, Wait

from scenes.stage.presence import (
    Fade,
    Haze,
    haze_of,
    note_haze,
    note_presence,
    presence_of,
    set_haze,
    set_presence,
)

#: Everything happens on this grid, so that every frame rate we use divides it.
TICKS_PER_SECOND: Final = 15
#: Manim counts frames by rounding a float up; this keeps it from drawing one too many.
_SLIVER: Final = 1e-6


def ticks(seconds: float) -> int:
    """Seconds to whole ticks, rounded up (a float's dust aside)."""
    return int(np.ceil(seconds * TICKS_PER_SECOND - 1e-3))


class TimedScene(Scene):
    """A Manim scene in which motion and fades are functions of one clock.

    Attributes
    ----------
    now
        The scene's time in seconds; it runs also where frames are not drawn.
    """

    ground: ClassVar[str]

    def __init__(self, renderer: Any = None, **kwargs: Any) -> None:
        super().__init__(renderer=renderer, **kwargs)
        self.now = 0.0
        self._ticks = 0
        self._fades: list[tuple[Mobject, Callable[..., None], Fade]] = []
        self._gone: list[Mobject] = []
        self._ambient: dict[int, Callable[..., None]] = {}

    # --- time ---------------------------------------------------------------------------------

    def act(self, seconds: float) -> None:
        """Let time pass: whatever is ambient or fading goes on."""
        if ticks(seconds) > 0:
            self.play(Wait(run_time=seconds, frozen_frame=False), run_time=seconds)

    def act_until(self, time: float) -> None:
        """Let time pass until a time of the clip (s); at once if it is over."""
        self.act(time - self._ticks / TICKS_PER_SECOND)

    def play(self, *args: Any, **kwargs: Any) -> None:
        """As :meth:`manim.Scene.play`, on the grid of ticks."""
        self._sweep()
        run_time = kwargs.pop("run_time", None)
        if run_time is None:
            run_time = max((getattr(a, "run_time", 1.0) for a in args), default=1.0)
        count = max(ticks(run_time), 1)
        super().play(*args, run_time=count / TICKS_PER_SECOND - _SLIVER, **kwargs)
        self._ticks += count
        self.now = self._ticks / TICKS_PER_SECOND

    def update_to_time(self, t: float) -> None:
        """Set the clip's clock for a frame of the current play, then let Manim update."""
        self.now = self._ticks / TICKS_PER_SECOND + t
        super().update_to_time(t)

    def update_mobjects(self, dt: float) -> None:
        """As :meth:`manim.Scene.update_mobjects`, with a leaner walk to whatever has an updater."""
        del dt
        waiting = self.mobjects[::-1]
        while waiting:
            mobject = waiting.pop()
            if mobject.updating_suspended:
                continue
            # As `manim.Mobject.update`, which looks anew each time whether an updater takes a time step:
            # here all take one, and none uses it.
            for updater in mobject.updaters:
                cast(Callable[[Mobject, float], object], updater)(mobject, 0.0)
            if mobject.submobjects:
                waiting += mobject.submobjects[::-1]

    # --- things that arrive, move and leave -----------------------------------------------------

    def ambient(self, mobject: Mobject, pose: Callable[[Any, float], object]) -> None:
        """Pose a mobject anew on each frame: ``pose(mobject, clip time in s)``."""
        self.still(mobject)

        def update(target: Mobject, dt: float) -> None:
            del dt
            pose(target, self.now)

        self._ambient[id(mobject)] = update
        mobject.add_updater(update)
        pose(mobject, self.now)

    def still(self, mobject: Mobject) -> None:
        """End a mobject's ambient motion where it is now."""
        update = self._ambient.pop(id(mobject), None)
        if update is not None:
            mobject.remove_updater(update)

    def show(
        self, mobject: Mobject, over: float = 0.5, delay: float = 0.0,
        behind: Mobject | None = None,
    ) -> None:
        """Let a mobject arrive by a soft fade, on top or right behind another one."""
        begin = presence_of(mobject, 0.0)
        if mobject in self._gone:
            self._gone.remove(mobject)
        if mobject not in self.mobjects and mobject not in self.foreground_mobjects:
            self._put(mobject, behind)
        set_presence(mobject, begin)
        self._fade(mobject, Fade(mobject, self.now + delay, over, begin, 1.0))
        note_presence(mobject, 1.0)

    def emerge(
        self, mobject: Mobject, over: float = 0.6, delay: float = 0.0, ground: str | None = None,
        behind: Mobject | None = None,
    ) -> None:
        """Let a mobject arrive out of the color of its ground: dark contours never shine through."""
        set_haze(mobject, ground or self.ground, 1.0)
        note_haze(mobject, 1.0)
        self.show(mobject, 0.2, delay, behind)
        self.haze(mobject, 0.0, ground, over, delay + 0.1)

    def hide(self, mobject: Mobject, over: float = 0.5, delay: float = 0.0) -> None:
        """Let a mobject leave by a soft fade; it is taken off the stage afterwards."""
        begin = presence_of(mobject, 1.0)
        self._fade(mobject, Fade(mobject, self.now + delay, over, begin, 0.0))
        note_presence(mobject, 0.0)
        self._gone.append(mobject)

    def haze(
        self, mobject: Mobject, share: float, ground: str | None = None, over: float = 0.5,
        delay: float = 0.0,
    ) -> None:
        """Let a mobject step back: mix it toward the ground by ``share`` (0 brings it back)."""
        begin = haze_of(mobject)
        self._fade(
            mobject,
            Haze(mobject, self.now + delay, over, begin, share, ground or self.ground),
        )
        note_haze(mobject, share)

    def _put(self, mobject: Mobject, behind: Mobject | None) -> None:
        if behind is not None and behind in self.mobjects:
            self.mobjects.insert(self.mobjects.index(behind), mobject)
        else:
            self.add(mobject)

    def _fade(self, mobject: Mobject, fade: Fade) -> None:
        for entry in [e for e in self._fades if e[0] is mobject and type(e[2]) is type(fade)]:
            mobject.remove_updater(entry[1])
            self._fades.remove(entry)
            fade.follow(entry[2])

        def update(target: Mobject, dt: float) -> None:
            del target, dt
            if not fade.settled:
                fade.apply(self.now)

        mobject.add_updater(update)
        self._fades.append((mobject, update, fade))
        fade.apply(self.now)

    def _sweep(self) -> None:
        """Forget fades that are over, and take what has left off the stage."""
        for entry in list(self._fades):
            mobject, update, fade = entry
            if self.now >= fade.start + fade.over:
                fade.apply(self.now)
                mobject.remove_updater(update)
                self._fades.remove(entry)
        fading = {id(entry[0]) for entry in self._fades}
        for mobject in [m for m in self._gone if id(m) not in fading]:
            self._gone.remove(mobject)
            self.still(mobject)
            self.remove_foreground_mobject(mobject)
            self.remove(mobject)

