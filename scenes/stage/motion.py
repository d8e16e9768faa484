"""Motion as a function of (seed, time): drift, jitter, encounters, captures.

Nothing here keeps state or adds up time steps, so any frame can be drawn without the
frames before it and every machine draws the same. Positions are in whatever unit the
amplitude is given in; times are seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count
from typing import Final

import numpy as np

#: Ambient motion steps this often a second: it looks alive and costs half of 30.
JITTER_RATE: Final = 15.0

_PERIOD: Final = 64.0
_MODES: Final = 160
#: So many paths of a crowd are worked out at once: the numbers of more do not fit into the processor's cache.
_SHARE: Final = 32


def stepped(time: float, rate: float = JITTER_RATE) -> float:
    """Time held to the last step of ambient motion."""
    return float(np.floor(time * rate + 1e-6) / rate)


_OMEGA: Final = 2 * np.pi * np.arange(1, _MODES + 1) / _PERIOD


@cache
def _spectrum(seed: int, dims: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Amplitudes, phases and the sines of these, shape (dims, m) each, of a Brownian path."""
    rng = np.random.default_rng(seed)
    amplitude = rng.normal(1.0, 0.25, size=(dims, _MODES)) / np.arange(1, _MODES + 1)
    phase = rng.uniform(0, 2 * np.pi, size=(dims, _MODES))
    return amplitude, phase, np.sin(phase)


@lru_cache(maxsize=8)
def _spectra(seeds: tuple[int, ...], dims: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of many paths: the shares of sine and cosine, shape (n, dims, m) each, and where they start, (n, dims).

    sin(ωt + φ) = sin ωt · cos φ + cos ωt · sin φ: with φ taken care of once, a moment needs m sines, not n · m.
    """
    amplitude, phase, start = (np.array(part) for part in zip(*(_spectrum(s, dims) for s in seeds), strict=True))
    return amplitude * np.cos(phase), amplitude * start, (amplitude * start).sum(axis=-1)


def brownian(seed: int, time: float | np.ndarray, dims: int = 2) -> np.ndarray:
    """Brownian path by its spectrum: amplitude falls as 1/f, phases are random.

    Parameters
    ----------
    seed
        Which path.
    time
        Seconds, a number or an array of shape (t,).

    Returns
    -------
    numpy.ndarray
        Shape (dims,) or (t, dims). Root-mean-square displacement over one second is about 1;
        the path closes after 64 s.

    Notes
    -----
    Random-phase synthesis of a Wiener process on a circle (Karhunen–Loève expansion): the
    variance of the increment over ``t`` grows linearly for ``t`` well under the period.
    """
    amplitude, phase, start = _spectrum(seed, dims)
    t = np.asarray(time, dtype=float)[..., None, None]
    wave = np.sin(t * _OMEGA + phase) - start
    return np.asarray((amplitude * wave).sum(axis=-1) * _NORM)


def brownian_crowd(seeds: tuple[int, ...], time: float, dims: int = 2) -> np.ndarray:
    """Where many Brownian paths are at one time, shape (n, dims); each as `brownian` has it."""
    if not seeds:
        return np.zeros((0, dims))
    sines, cosines, start = _spectra(seeds, dims)
    turn = time * _OMEGA
    # Not a matrix product: how that adds up depends on the machine, and with it the last bit of every place.
    sine, cosine, waves = np.sin(turn), np.cos(turn), np.empty(start.shape)
    for i in range(0, len(seeds), _SHARE):
        wave = sines[i : i + _SHARE] * sine
        wave += cosines[i : i + _SHARE] * cosine
        wave.sum(axis=-1, out=waves[i : i + _SHARE])
    return np.asarray((waves - start) * _NORM)


#: Makes the mean squared displacement over 1 s equal 1 a dimension.
_NORM: Final = float(
    1.0 / np.sqrt(np.sum((1 - np.cos(2 * np.pi * np.arange(1, _MODES + 1) / _PERIOD))
                         / np.arange(1, _MODES + 1) ** 2))
)


def wobble(seed: int, time: float, dims: int = 1) -> np.ndarray:
    """A smooth, bounded swing about zero, about ±1: flexing joints, bobbing rods."""
    freq, phase = _swings(seed, dims)
    return np.asarray(np.sin(2 * np.pi * freq * time + phase).sum(axis=-1) / 2.2)


@cache
def _swings(seed: int, dims: int) -> tuple[np.ndarray, np.ndarray]:
    """Frequencies (Hz) and phases of the swings that a wobble is made of, shape (dims, 4)."""
    rng = np.random.default_rng(seed)
    return rng.uniform(0.10, 0.55, size=(dims, 4)), rng.uniform(0, 2 * np.pi, size=(dims, 4))


def free_size(radius_nm: float, reference_nm: float = 7.0) -> float:
    """How much faster a body of this radius wanders than the reference: about 1/√size."""
    return float(np.sqrt(reference_nm / max(radius_nm, 0.2)))


Pin = tuple[float, tuple[float, float]]
"""When (s) and where a path is."""


@dataclass(frozen=True)
class Wander:
    """A free molecule's path, pinned where it must be met.

    Attributes
    ----------
    seed
        Which Brownian path.
    speed
        Root-mean-square displacement over one second, in the unit of ``pins``.
    pins
        ``(time, (x, y))`` in order of time: where the path is at those times. Between
        pins it is a Brownian bridge: it strays as any free path does and is merely known
        to be there then. Before the first and after the last pin it wanders freely.
    """

    seed: int
    speed: float
    pins: tuple[Pin, ...]

    @classmethod
    def astray(cls, seed: int, speed: float, pins: tuple[Pin, ...], starts: Sequence[float], end: float) -> Wander:
        """The first path, from this seed on, that does not look straight from any of these times (s) to the last."""
        paths = (cls(seed + i, speed, pins) for i in count())
        spans = [np.arange(start, end, _LOOKS) for start in starts]
        return next(path for path in paths
                    if all(straightness(np.array([path.at(t) for t in times])) < _STRAY for times in spans))

    def at(self, time: float) -> np.ndarray:
        """Position at a time, shape (2,)."""
        base: np.ndarray = self.speed * brownian(self.seed, time)
        times, offsets = _pinned(self.seed, self.speed, self.pins)
        return np.asarray(base + [np.interp(time, times, offsets[:, i]) for i in range(2)])

    def turn(self, time: float, rate: float = 0.6) -> float:
        """Orientation in radians: a free body tumbles as it wanders."""
        return float(rate * brownian(self.seed + 7919, time, dims=1)[0])


#: How often (s) somebody looks who follows a molecule, and how straight a way may then seem to stray.
_LOOKS, _STRAY = 0.5, 0.5


@lru_cache(maxsize=256)
def _pinned(
    seed: int, speed: float, pins: tuple[tuple[float, tuple[float, float]], ...]
) -> tuple[np.ndarray, np.ndarray]:
    """The times of pins (t,), and how far a free path is from each of them then, (t, 2)."""
    offsets = [np.asarray(p) - speed * brownian(seed, float(t)) for t, p in pins]
    return np.array([t for t, _ in pins]), np.array(offsets)


def straightness(path: np.ndarray) -> float:
    """Net displacement over path length of positions, shape (t, 2): 1 is a straight flight."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
    return float(np.linalg.norm(path[-1] - path[0]) / steps) if steps else 0.0


def snap(time: float, start: float, duration: float = 0.4) -> float:
    """Share 0-1 of a capture: quick, decelerating, no anticipation."""
    s = float(np.clip((time - start) / duration, 0.0, 1.0))
    return 1 - (1 - s) ** 3


def ease(time: float, start: float, duration: float) -> float:
    """Share 0-1 of a carried movement, smooth at both ends (smoothstep)."""
    s = float(np.clip((time - start) / duration, 0.0, 1.0))
    return s * s * (3 - 2 * s)


def told_apart(scale: float, low: float, high: float) -> float:
    """Share 0-1 to which something is told apart while the scale changes: not yet at ``low``, wholly at ``high``."""
    return ease(float(np.log(scale / low)), 0.0, float(np.log(high / low)))


def blend(a: Sequence[float] | np.ndarray, b: Sequence[float] | np.ndarray, s: float) -> np.ndarray:
    """Straight blend of two positions, ``s`` 0-1."""
    return np.asarray(a) * (1 - s) + np.asarray(b) * s
