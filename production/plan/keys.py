"""Names for what is made: hashes of everything that can change it.

The pictures of a beat depend on code, libraries, the request, the clip's title, labels and sources, and on how
long this and the earlier beats are spoken: not on the words of the narration, and not on what comes later. So a
longer sentence in the third beat gives new names to the third beat and those that it moves in time, and a
changed sentence of the same length to none: only captions and transcript are written anew.

All this is found out without building a clip, in a tenth of a second.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from scenes.running_order import Entry
from scenes.script.facts import Ledger, load_ledger
from scenes.script.request import Request
from scenes.script.script import BeatScript, ClipScript, load_clip_script
from scenes.script.sources import digest, files_of, hash_of
from scenes.script.toml_file import ROOT
from scenes.script.voice import Speech

#: Where the code begins that draws, and that which makes files of what was drawn.
_DRAWS: Final = "production.draw.work"
_WRITES: Final = "production.finish.reel"
_TRANSCRIPT: Final = ROOT / "production" / "finish" / "transcript.html"
_SHAPES: Final = ROOT / "assets" / "shapes"
#: Packages that have a hand in pictures, sound or texts.
_PACKAGES: Final = (
    *("manim", "numpy", "scipy", "shapely", "skia-pathops", "pycairo", "cairocffi", "manimpango", "mapbox-earcut"),
    *("svgelements", "pillow", "av", "font-source-sans-pro", "srt", "webvtt-py", "jinja2"),
)

#: What a beat adds to its narration, s: a breath before it, stillness after it.
_AROUND: Final = 1.1


@dataclass(frozen=True)
class BeatKeys:
    """What is known of a beat before it is played.

    Attributes
    ----------
    record
        Name of its record: when it begins and ends, in any size of picture.
    picture
        Name of its pictures, encoded.
    seconds
        About how long it is: its narration, and what every beat adds.
    """

    name: str
    record: str
    picture: str
    seconds: float


@dataclass(frozen=True)
class Keys:
    """Names for all that one clip, made in one way, consists of.

    Attributes
    ----------
    inputs
        Hashes of what its files depend on, by kind.
    versions
        Of the packages and libraries that have a hand in it.
    """

    beats: tuple[BeatKeys, ...]
    inputs: Mapping[str, str]
    versions: Mapping[str, str]

    @property
    def whole(self) -> str:
        """One hash for all inputs."""
        return digest(sorted(self.inputs.items()))


@dataclass(frozen=True)
class Words:
    """Script, facts and speech of a clip, as one request asks for them."""

    script: ClipScript
    ledger: Ledger
    speeches: tuple[Speech, ...]


def words_for(entry: Entry, request: Request) -> Words:
    """The words of a clip.

    Those of the film's own clips are read without importing them; a clip from elsewhere is asked.
    """
    if entry.target.startswith("scenes."):
        script = load_clip_script(entry.name, request.language, request.audience)
    else:
        from production.draw.walk import clip_class

        kind = clip_class(entry)
        clip = kind.__new__(kind)
        clip.request = request
        script = clip.load_script()
    speeches = tuple(
        request.voice.speak(beat.narration, language=request.language, audience=request.audience)
        for beat in script.beats
    )
    return Words(script, load_ledger(), speeches)


def keys_for(entry: Entry, request: Request) -> Keys:
    """The names of all that a job makes."""
    words = words_for(entry, request)
    drawing = code_of(entry)
    frame = digest(
        drawing,
        sorted(versions().items()),
        (request.language, request.audience, request.shape, request.seed),
        _seen_everywhere(words),
        _of_the_film(request, words.ledger),
    )
    size = (request.quality.short_side, request.quality.fps)
    beats: list[BeatKeys] = []
    for beat, speech in zip(words.script.beats, words.speeches, strict=True):
        frame = digest(frame, _seen_in(beat, speech, words))
        beats.append(BeatKeys(beat.name, frame, digest(frame, size), speech.duration + _AROUND))
    return Keys(tuple(beats), _inputs(drawing, words, request), versions())


def _inputs(drawing: str, words: Words, request: Request) -> dict[str, str]:
    script, ledger = words.script, words.ledger
    used = [ledger[id] for beat in script.beats for id in (*beat.facts, *beat.drawn)]
    sounds = [_sound(speech) for speech in words.speeches]
    return {
        "code": digest(drawing, _writing_code()),
        "words": digest(script),
        "facts": digest(used, _numbers(ledger)),
        "voice": digest(request.voice.name, sounds),
        "options": digest(
            request.language, request.audience, request.shape, request.quality, request.seed, request.film
        ),
        "versions": digest(sorted(versions().items())),
    }


def _seen_everywhere(words: Words) -> str:
    """What of the words may show in any beat."""
    script, ledger = words.script, words.ledger
    shown = (script.name, script.title, script.lead, script.subtitle, script.summary, sorted(script.words.items()))
    labels = [(beat.name, sorted(beat.labels.items())) for beat in script.beats]
    return digest(shown, labels, _numbers(ledger))


def _of_the_film(request: Request, ledger: Ledger) -> str:
    """What a film's opening and close show of the other clips: their sources, and how old their facts are."""
    scripts = [load_clip_script(clip, request.language, request.audience) for clip in request.film]
    sources = [(s.number, s.short) for script in scripts for s in script.sources(ledger)]
    checked = [ledger[id].checked for script in scripts for beat in script.beats for id in beat.facts]
    return digest(sources, max(checked, default=None)) if scripts else ""


def _seen_in(beat: BeatScript, speech: Speech, words: Words) -> str:
    """What of the words shows, or counts, in one beat and not before."""
    script, ledger = words.script, words.ledger
    timing = (speech.duration, tuple((word.start, word.end) for word in speech.words))
    facts = [ledger[id] for id in (*beat.facts, *beat.drawn)]
    marks = [(bool(fact.simplified), bool(fact.illustration)) for fact in facts]
    seen: tuple[Any, ...] = (beat.name, timing, marks, script.source_numbers(beat.name, ledger))
    if beat is script.beats[-1]:
        # The end card names all sources, and when the facts were last checked.
        checked = max((ledger[id].checked for other in script.beats for id in other.facts), default=None)
        seen = (*seen, checked, [(source.number, source.short) for source in script.sources(ledger)])
    return digest(seen)


def _numbers(ledger: Ledger) -> str:
    """All numbers of the ledger: a clip may draw by any of them."""
    return digest([(id, sorted(fact.values.items())) for id, fact in sorted(ledger.facts.items())])


def _sound(speech: Speech) -> str:
    if speech.audio is None:
        return digest(speech.text, speech.words, speech.duration)
    samples, rate = speech.audio
    return digest(speech.text, speech.words, speech.duration, samples.tobytes(), rate)


def code_of(entry: Entry) -> str:
    """Hash of the code and the figures that a clip is drawn with."""
    module = entry.target.partition(":")[0]
    figures = sorted(path for path in _SHAPES.iterdir() if path.suffix == ".toml")
    return digest(entry.target, hash_of(files_of([module, _DRAWS])), hash_of(figures))


def _writing_code() -> str:
    return hash_of((*files_of([_WRITES]), _TRANSCRIPT))


@cache
def versions() -> Mapping[str, str]:
    """Versions of all that draws, encodes and writes, on this machine."""
    import cairo
    import manimpango

    found = {name: _version(name) for name in _PACKAGES}
    return {
        **found,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cairo": cairo.cairo_version_string(),
        "pango": manimpango.pango_version(),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
