"""How languages write numbers and dates (Unicode's CLDR, by Babel); number words are the translator's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from scenes.script.errors import FilmError
from scenes.script.language.typography import script_of_language

if TYPE_CHECKING:
    from babel import Locale

    from scenes.script.language.catalog import Catalog

Value = int | float | str

#: What stands between the things of a list, where it is not as in Latin script.
_MARKS: Final = {"arabic": {",": "، ", ";": "؛ "}, "han": {",": "、", ";": "；"}}


@dataclass(frozen=True)
class NumberStyle:
    """How a language writes numbers.

    Parameters
    ----------
    decimal, thousands
        The marks inside a number, such as ``.`` and ``,`` in ``3,470.5``.
    words
        The small whole numbers spelled out, beginning with zero.
    forms
        Words by number and form, such as ``1.f``: for gender, case, or together with what is counted.
    digits_from_zero
        Its ten digits.
    locale
        CLDR's name of language and region.
    """

    decimal: str
    thousands: str
    words: tuple[str, ...]
    forms: Mapping[str, str] = field(default_factory=dict)
    digits_from_zero: str = "0123456789"
    locale: str = "en"

    def digits(self, value: Value) -> str:
        """Write a value in digits; text is returned as it is."""
        if isinstance(value, str):
            return value
        whole = int(value) if float(value).is_integer() else value
        marks = {",": self.thousands, ".": self.decimal}
        return self.own_digits("".join(marks.get(letter, letter) for letter in f"{whole:,}"))

    def own_digits(self, text: str) -> str:
        """A text with the digits of this language for 0 to 9."""
        return text.translate(str.maketrans("0123456789", self.digits_from_zero))

    def spelled(self, value: Value, form: str = "") -> str | None:
        """Spell a whole number out, or return None where this language has no word for it."""
        if isinstance(value, str) or not float(value).is_integer():
            return None
        if form:
            return self.forms.get(f"{int(value)}.{form}")
        return self.words[int(value)] if 0 <= value < len(self.words) else None

    def plural(self, value: Value) -> str:
        """CLDR's plural category of a number: whatever is counted by ``one`` may stand otherwise by ``few``."""
        return "" if isinstance(value, str) else locale_of(self.locale).plural_form(value)

    def month(self, day: date) -> str:
        """Month and year of a day, in words."""
        from babel.dates import format_skeleton

        return self.own_digits(format_skeleton("yMMMM", day, locale=locale_of(self.locale)))

    def day(self, day: date) -> str:
        """A day, in words."""
        from babel.dates import format_date

        return self.own_digits(format_date(day, "long", locale=locale_of(self.locale)))

    def length(self, nm: float) -> str:
        """A length (nm) with its unit, as a scale bar prints it: ``10 nm``, ``5 μm``."""
        from babel.units import format_unit

        value, unit = (nm / 1000, "micrometer") if nm >= 1000 else (nm, "nanometer")
        return self.own_digits(format_unit(value, f"length-{unit}", "short", locale=locale_of(self.locale)))

    def listed(self, parts: Iterable[object], mark: str = ",") -> str:
        """Things in a row with a comma, or a semicolon, between them: ``1, 6, 28``.

        CLDR's lists have an "and" before the last, or run Chinese figures together.
        """
        return _MARKS.get(script_of_language(self.locale), {}).get(mark, f"{mark} ").join(map(str, parts))


ENGLISH = NumberStyle(
    decimal=".",
    thousands=",",
    words=(
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty"),
    ),
)


@cache
def locale_of(name: str) -> Locale:
    """What CLDR knows of a language; `FilmError` if nothing."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise FilmError(f"there is no language '{name}' in Unicode's CLDR; X-Locale may name a near one") from error


def style_of(catalog: Catalog) -> NumberStyle:
    """How the language of a catalog writes numbers: its own marks, the words that its translator gave."""
    from babel.numbers import UnsupportedNumberingSystemError, get_decimal_symbol, get_group_symbol

    locale = locale_of(catalog.locale)
    try:
        decimal = get_decimal_symbol(locale, numbering_system=catalog.digits)
        thousands = get_group_symbol(locale, numbering_system=catalog.digits)
    except UnsupportedNumberingSystemError as error:
        raise FilmError(f"{catalog.name}: X-Digits: {catalog.digits} is not known for {catalog.locale}") from error
    given = {name.removeprefix("number."): entry.text for name, entry in catalog.entries.items()
             if name.startswith("number.") and entry.text and not entry.fuzzy}
    words: list[str] = []
    while word := given.get(str(len(words))):
        words.append(word)
    return NumberStyle(
        decimal, thousands, tuple(words), {form: word for form, word in given.items() if "." in form},
        _DIGITS.get(catalog.digits, ENGLISH.digits_from_zero), catalog.locale,
    )


#: CLDR's numbering systems that are ten digits of their own.
_DIGITS = {
    name: "".join(chr(zero + digit) for digit in range(10))
    for name, zero in {"arab": 0x660, "arabext": 0x6F0, "deva": 0x966, "beng": 0x9E6}.items()
}
