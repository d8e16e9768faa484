"""The score of a clip: its words, facts and speeches, its beats as they are planned, and the names of all it makes.

It is made once for a job, and handed on to whoever plans, draws or puts together.

A name is a hash of everything that can change what it names. The pictures of a beat depend on the code that draws,
libraries, the request, the clip's title, labels, figures and sources, and on how long this and the earlier beats are
spoken: not on the words of the narration, and not on what comes later. So a longer sentence in the third beat gives
new names to the third beat and those that it moves in time, and a changed sentence of the same length to none: only
captions and transcript are written anew.

All this is found out without importing Manim or building a clip, in a tenth of a second.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from production.finish.captions import picture_cues
from production.plan.beats import PlannedBeat
from scenes.script.entry import Entry
from scenes.script.facts import Ledger, load_ledger
from scenes.script.font import font_hash
from scenes.script.request import Request
from scenes.script.script import BeatScript, ClipScript, load_clip_script
from scenes.script.sources import digest, files_of, hash_of
from scenes.script.story import BeatRecord, Story, estimated
from scenes.script.takes import credits, readers_of
from scenes.script.toml_file import ROOT
from scenes.script.voice import SilentVoice, Speech

#: Where the code begins that draws, and that which makes files of what was drawn.
_DRAWS: Final = "production.draw.work"
_WRITES: Final = "production.finish.reel"
_TRANSCRIPT: Final = ROOT / "production" / "finish" / "transcript.html"
_SHAPES: Final = ROOT / "assets" / "shapes"
_CUE: Final = re.compile(r"\.when\(")
#: Packages that have a hand in pictures, sound or texts.
_PACKAGES: Final = (
    *("manim", "numpy", "scipy", "shapely", "skia-pathops", "pycairo", "cairocffi", "manimpango", "mapbox-earcut"),
    *("svgelements", "pillow", "av", "font-source-sans-pro", "srt", "webvtt-py", "jinja2", "uniseg", "babel", "polib"),
)


@dataclass(frozen=True)
class Score:
    """A clip as one request asks for it, before it is played.

    Attributes
    ----------
    inputs
        Hashes of what its files depend on, by kind.
    versions
        Of the packages and libraries that have a hand in it.
    """

    entry: Entry
    request: Request
    script: ClipScript
    ledger: Ledger
    speeches: tuple[Speech, ...]
    beats: tuple[PlannedBeat, ...]
    inputs: Mapping[str, str]
    versions: Mapping[str, str]

    @property
    def key(self) -> str:
        """One hash for all that its files depend on."""
        return key_of(self.inputs)

    @property
    def unread(self) -> tuple[str, ...]:
        """Names of the beats that the narrator has no take of: their times are estimated, and they are silent."""
        if self.request.voice.name == SilentVoice().name:
            return ()
        spoken = zip(self.script.beats, self.speeches, strict=True)
        return tuple(beat.name for beat, speech in spoken if speech.take is None and speech.audio is None)

    @property
    def shown(self) -> tuple[PlannedBeat, ...]:
        """The beats that a film shows of it: all but the end card, which only the film's close keeps."""
        return self.beats if self.entry.closes else self.beats[:-1]

    def story(self, beats: Sequence[BeatRecord]) -> Story:
        """What these beats of it tell."""
        script = self.script
        sources = script.sources(self.ledger)
        return Story(script.name, self.entry.number, script.title, script.summary, sources, list(beats))


def key_of(inputs: Mapping[str, str]) -> str:
    """One hash for hashes of all inputs."""
    return digest(sorted(inputs.items()))


def score_of(entry: Entry, request: Request) -> Score:
    """The score of a clip."""
    language, audience = request.language, request.audience
    script = entry.script(language, audience)
    ledger = script.told(load_ledger())
    speeches = tuple(
        request.voice.speak(beat.narration, language=language, audience=audience) for beat in script.beats
    )
    drawing = code_of(entry)
    name = digest(
        drawing,
        sorted(versions(language).items()),
        (language, audience, request.shape, request.seed),
        _seen_everywhere(script, ledger),
        _of_the_film(request, ledger),
    )
    size = (request.quality.short_side, request.quality.fps, request.turned)
    lengths = [beat.end - beat.start for beat in estimated(script, speeches, ledger)]
    by_word = goes_by_words(entry)
    beats: list[PlannedBeat] = []
    for number, (beat, speech, length) in enumerate(zip(script.beats, speeches, lengths, strict=True)):
        name = digest(name, _seen_in(beat, speech, script, ledger), speech.bare if by_word else ())
        if beat is script.beats[-1]:
            name = digest(name, _credited(request, script))
        cues = picture_cues(beat.name, speech, request)
        beats.append(PlannedBeat(number, beat.name, name, digest(name, size, cues), length, cues))
    inputs = {
        "code": digest(drawing, _writing_code()),
        "words": digest(script),
        "facts": digest(_facts_of(script, ledger)),
        "voice": digest(request.voice.name, [_sound(speech) for speech in speeches]),
        "options": digest(
            (language, audience, request.shape, request.quality, request.seed, request.film),
            (request.captions, request.turned),
        ),
        "versions": digest(sorted(versions(language).items())),
    }
    return Score(entry, request, script, ledger, speeches, tuple(beats), inputs, versions(language))


def goes_by_words(entry: Entry) -> bool:
    """Whether a clip shows things when their words are said, ``beat.when("stays", 0.4)``."""
    files = files_of([entry.module]) if entry.module else ()
    return any(_CUE.search(file.read_text(encoding="utf-8-sig")) for file in files)


def _credited(request: Request, script: ClipScript) -> str:
    """What the end card says of who reads: in a film's close, of all its clips."""
    scripts = [script, *(load_clip_script(clip, request.language, request.audience) for clip in request.film)]
    return credits(scripts, readers_of(request, scripts))


def _facts_of(script: ClipScript, ledger: Ledger) -> list[Any]:
    return [ledger[id] for beat in script.beats for id in (*beat.facts, *beat.drawn)]


def _seen_everywhere(script: ClipScript, ledger: Ledger) -> str:
    """What of the words and figures may show in any beat."""
    shown = (script.name, script.title, script.lead, script.subtitle, script.summary, sorted(script.words.items()))
    labels = [(beat.name, sorted(beat.labels.items())) for beat in script.beats]
    figures = sorted((fact.id, sorted(fact.values.items())) for fact in _facts_of(script, ledger))
    return digest(shown, labels, figures)


def _of_the_film(request: Request, ledger: Ledger) -> str:
    """What a film's opening and close show of the other clips: their sources, and how old their facts are."""
    scripts = [load_clip_script(clip, request.language, request.audience) for clip in request.film]
    sources = [(s.number, s.short) for script in scripts for s in script.sources(ledger)]
    checked = [ledger[id].checked for script in scripts for beat in script.beats for id in beat.facts]
    return digest(sources, max(checked, default=None)) if scripts else ""


def _seen_in(beat: BeatScript, speech: Speech, script: ClipScript, ledger: Ledger) -> str:
    """What of the words shows, or counts, in one beat and not before."""
    timing = (speech.duration, tuple((word.start, word.end) for word in speech.words))
    facts = [ledger[id] for id in (*beat.facts, *beat.drawn)]
    marks = [(bool(fact.simplified), bool(fact.illustration)) for fact in facts]
    seen: tuple[Any, ...] = (beat.name, timing, marks, script.source_numbers(beat.name, ledger))
    if beat is script.beats[-1]:
        # The end card names all sources, and when the facts were last checked.
        checked = max((ledger[id].checked for other in script.beats for id in other.facts), default=None)
        seen = (*seen, checked, [(source.number, source.short) for source in script.sources(ledger)])
    return digest(seen)


def _sound(speech: Speech) -> str:
    if speech.take is not None:  # its name stands for its samples, which nobody reads to find out that all is done
        take = speech.take
        return digest(speech.text, speech.words, speech.duration, take.sha256, take.speaker)
    if speech.audio is None:
        return digest(speech.text, speech.words, speech.duration)
    samples, rate = speech.audio
    return digest(speech.text, speech.words, speech.duration, samples.tobytes(), rate)


def code_of(entry: Entry) -> str:
    """Hash of the code and the figures that a clip is drawn with."""
    return digest(entry.target, hash_of(files_of([entry.module, _DRAWS])), hash_of_figures())


def hash_of_figures() -> str:
    """Hash of the published figures that shapes are drawn by."""
    return hash_of(sorted(path for path in _SHAPES.iterdir() if path.suffix == ".toml"))


def _writing_code() -> str:
    return hash_of((*files_of([_WRITES]), _TRANSCRIPT))


@cache
def versions(language: str = "en") -> Mapping[str, str]:
    """Versions of all that draws, encodes and writes, on this machine; of a language's fonts, a hash of their files."""
    import cairo
    import manimpango

    found = {name: _version(name) for name in _PACKAGES}
    return {
        **found,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cairo": cairo.cairo_version_string(),
        "pango": manimpango.pango_version(),
        "font": font_hash(language),
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
