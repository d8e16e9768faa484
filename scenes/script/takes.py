"""Takes: the sound of each beat's narration with the time of each word, and the narrator who reads them.

A take is found by what it says. Once a sentence of the script is another one, its take is no longer found: the beat is
then estimated, like one that nobody has read yet, until ``render.py voice`` has made a new one.

Where the samples are is known here, not what they are: whoever goes through a clip needs times alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scenes.script.errors import FilmError
from scenes.script.toml_file import ROOT, display_name
from scenes.script.voice import SilentVoice, Speech, Word

if TYPE_CHECKING:
    from scenes.script.request import Request
    from scenes.script.script import ClipScript

#: Names the folder of takes, in place of ``assets/voice`` in the checkout.
FOLDER_VARIABLE: Final = "FILM_VOICE"
INDEX: Final = "takes.json"
_FORM: Final = 1


@dataclass(frozen=True)
class Speaker:
    """Who reads.

    Attributes
    ----------
    name
        Of a person, or of a synthetic voice.
    gain
        What its takes are to be made louder by, dB: one number for all of them.
    """

    name: str
    synthetic: bool
    gain: float = 0.0


@dataclass(frozen=True)
class Take:
    """The narration of one beat, read.

    Attributes
    ----------
    key
        ``<audience>/<clip>.<beat>``.
    text
        What was read, as the script had it.
    said
        Hash of how its words are pronounced by the lexicon; empty where a person read it.
    made_by
        What made it, with versions.
    heard
        Who has listened to it; empty if nobody has.
    times
        For each word of the text the seconds in which it is spoken.
    seconds
        How long it lasts, with the stillness that a calm pace asks for at its end.
    loudness, peak
        As measured, before any gain: LUFS where both ears hear it, and dBTP.
    sha256
        Of its file.
    """

    key: str
    text: str
    speaker: Speaker
    said: str
    made_by: str
    heard: str
    times: tuple[tuple[float, float], ...]
    seconds: float
    loudness: float
    peak: float
    sha256: str
    file: str

    @property
    def audience(self) -> str:
        """Whom it is read to."""
        return self.key.partition("/")[0]

    @property
    def speech(self) -> Speech:
        """It as a speech."""
        words = (Word(text, *times) for text, times in zip(self.text.split(), self.times, strict=True))
        return Speech(self.text, tuple(words), self.seconds, take=self)


def takes_folder() -> Path:
    """The folder in which the takes of each language stand."""
    return Path(os.environ.get(FOLDER_VARIABLE) or ROOT / "assets" / "voice")


def takes_of(language: str, folder: Path | None = None) -> Mapping[str, Take]:
    """All takes of a language by their keys; none where there is no index.

    Raises
    ------
    FilmError
        The index cannot be read.
    """
    index = (folder or takes_folder()) / language / INDEX
    try:
        state = index.stat()
    except OSError:
        return {}
    return _read(index, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(index: Path, *_: int) -> Mapping[str, Take]:
    try:
        told = json.loads(index.read_text(encoding="utf-8"))
        if told["form"] != _FORM:
            raise ValueError(f"its form is {told['form']}, not {_FORM}")
        speakers = {name: Speaker(name, **rest) for name, rest in told["speakers"].items()}
        return {key: _take(index, key, speakers, entry) for key, entry in told["takes"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FilmError(f"{display_name(index)}: cannot be read ({_why(error)}); `render.py voice` cannot mend it, "
                        "Git can") from error


def _why(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else " ".join(str(error).split())


def _take(index: Path, key: str, speakers: Mapping[str, Speaker], entry: Mapping[str, Any]) -> Take:
    told = dict(entry)
    times = tuple((float(start), float(end)) for start, _, end in (t.partition("-") for t in told.pop("times").split()))
    if len(times) != len(told["text"].split()):
        raise ValueError(f"{key} has {len(times)} times for {len(told['text'].split())} words")
    file = index.parent / f"{key}.opus"
    return Take(key=key, speaker=speakers[told.pop("speaker")], times=times, file=str(file), **told)


def index_of(takes: Iterable[Take]) -> str:
    """The index of all takes of a language, for whoever reads it and for `takes_of`."""
    speakers, entries = {}, {}
    for take in sorted(takes, key=lambda take: take.key):
        speakers[take.speaker.name] = {"synthetic": take.speaker.synthetic, "gain": take.speaker.gain}
        entry = asdict(take)
        entry["speaker"], entry["times"] = take.speaker.name, " ".join(f"{a:.2f}-{b:.2f}" for a, b in take.times)
        entries[take.key] = {name: value for name, value in entry.items() if name not in ("key", "file")}
    told = {"form": _FORM, "speakers": dict(sorted(speakers.items())), "takes": entries}
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class Narrator:
    """Reads a text from its take; one that has none is estimated, and is silent.

    Attributes
    ----------
    folder
        Where the takes stand, if not where they usually do.
    """

    folder: str = ""
    name: str = "narrator"

    def speak(self, text: str, *, language: str, audience: str) -> Speech:
        """Read a text."""
        folder = Path(self.folder) if self.folder else takes_folder()
        for take in takes_of(language, folder).values():
            if take.text == text and take.audience == audience:
                return take.speech
        return SilentVoice().speak(text, language=language, audience=audience)


def speakers_of(speeches: Iterable[Speech]) -> tuple[Speaker, ...]:
    """Who is heard in these speeches, each once."""
    return tuple(dict.fromkeys(speech.take.speaker for speech in speeches if speech.take is not None))


def readers_of(request: Request, scripts: Iterable[ClipScript]) -> tuple[Speaker, ...]:
    """Who reads the narration of some clips, as a request has them read."""
    texts = (beat.narration for script in scripts for beat in script.beats)
    return speakers_of(
        request.voice.speak(text, language=request.language, audience=request.audience) for text in texts
    )


def credits(scripts: Sequence[ClipScript], speakers: Iterable[Speaker]) -> str:
    """What a close says of whose the words are: that a machine translated some of them, and who reads."""
    words = scripts[0].words
    machine = words["machine_translation"] if any(script.machine for script in scripts) else ""
    return " · ".join(filter(None, (machine, credit(words, speakers))))


def credit(words: Mapping[str, str], speakers: Iterable[Speaker]) -> str:
    """A line that names who reads, in the film's own ``words``; empty where nobody does."""
    speakers, said = tuple(speakers), []
    for kind in ("synthetic_voice", "voice"):
        names = [speaker.name for speaker in speakers if speaker.synthetic == (kind == "synthetic_voice")]
        said += [f"{words[kind]}: {', '.join(names)}"] if names else []
    return "; ".join(said)
