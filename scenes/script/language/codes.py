"""Codes and English names of languages, as far as the film may be told in them."""

from __future__ import annotations

from typing import Final

from scenes.script.language.typography import is_rtl, language_of

#: ISO 639-1 code: ISO 639-2 code, name in English.
_LANGUAGES: Final = {
    "ar": ("ara", "Arabic"),
    "cs": ("ces", "Czech"),
    "de": ("deu", "German"),
    "en": ("eng", "English"),
    "es": ("spa", "Spanish"),
    "fa": ("fas", "Persian"),
    "fr": ("fra", "French"),
    "he": ("heb", "Hebrew"),
    "hi": ("hin", "Hindi"),
    "it": ("ita", "Italian"),
    "ja": ("jpn", "Japanese"),
    "ko": ("kor", "Korean"),
    "nl": ("nld", "Dutch"),
    "pl": ("pol", "Polish"),
    "pt": ("por", "Portuguese"),
    "ru": ("rus", "Russian"),
    "sv": ("swe", "Swedish"),
    "tr": ("tur", "Turkish"),
    "uk": ("ukr", "Ukrainian"),
    "ur": ("urd", "Urdu"),
    "vi": ("vie", "Vietnamese"),
    "zh": ("zho", "Chinese"),
}


def three_letters(code: str) -> str:
    """The code that an MP4 stores (ISO 639-2), ``und`` where it is not known."""
    return _LANGUAGES.get(language_of(code), ("und", ""))[0]


def english_name(code: str) -> str:
    """The language's name in English, or its code."""
    return _LANGUAGES.get(language_of(code), ("", code))[1]


def spaced(code: str) -> bool:
    """Whether a language has spaces between its words."""
    return code.split("-")[0] not in ("ja", "km", "lo", "my", "th", "zh")


def direction(code: str) -> str:
    """``rtl`` for languages that are written from right to left, else ``ltr``."""
    return "rtl" if is_rtl(code) else "ltr"
