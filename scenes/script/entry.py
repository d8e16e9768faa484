"""What the running order says of a clip: enough to find its words and its class, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.script.script import ClipScript, load_clip_script
from scenes.script.toml_file import ROOT


@dataclass(frozen=True)
class Entry:
    """One clip of the film.

    Attributes
    ----------
    name
        Key of the clip in the script, in file names and on the command line.
    number
        Its step in the treatment, as shown in its title; empty where the title is a question.
    target
        Where its class stands: ``module:Class``.
    closes
        Whether a film shows its end card, too: only its close does.
    scripts
        Folder of the language files that hold its words, from the checkout's root.
    told_as
        Key of its words there, if that is not its name.
    """

    name: str
    number: str
    target: str
    closes: bool = False
    scripts: str = "assets/script"
    told_as: str = ""

    @property
    def module(self) -> str:
        """The module of its class."""
        return self.target.partition(":")[0]

    def script(self, language: str, audience: str) -> ClipScript:
        """Its words.

        Raises
        ------
        FilmError
            They do not resolve.
        """
        return load_clip_script(self.told_as or self.name, language, audience, ROOT / self.scripts)
