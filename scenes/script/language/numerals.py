"""How whole and decimal numbers are read out in languages of the film other than English."""

from __future__ import annotations

import re
from typing import Final, Literal

Gender = Literal["", "m", "f"]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ES: Final = _listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS: Final = _listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS: Final = _listed(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_ZH: Final = "零一二三四五六七八九"
_ZH_PLACES: Final = ("", "十", "百", "千")
_ZH_SCALES: Final = ("", "万", "亿")
#: Larger numbers are read digit by digit.
_MOST: Final = {"es": 9, "zh": 12}


def read_out(digits: str, language: str, gender: Gender = "") -> list[str]:
    """A number in digits, such as ``3.470`` or ``0,8``, as it is read out; elsewhere digit by digit.

    Parameters
    ----------
    gender
        Of the noun that follows, in Spanish: ``veintiún``, ``veintiuna``.
    """
    code = language.partition("-")[0]
    whole, mark, decimals = _parted(digits)
    if code not in _MOST or len(whole) > _MOST[code] or (len(whole) > 1 and whole[0] == "0"):
        names = {"es": _ES, "zh": _ZH}.get(code, "0123456789")
        return [names[int(digit)] for digit in whole + decimals]
    if code == "zh":
        return [*_chinese(int(whole)), *("点" if decimals else ""), *(_ZH[int(digit)] for digit in decimals)]
    words = _spanish(int(whole), gender if not decimals else "")
    if decimals:
        zeros = len(decimals) - len(decimals.lstrip("0"))
        words += ["coma" if mark == "," else "punto", *["cero"] * zeros]
        words += _spanish(int(decimals[zeros:]), "") if decimals[zeros:] else []
    return words


def _parted(digits: str) -> tuple[str, str, str]:
    """The whole part without separators, the decimal mark, and decimals; three digits after a mark are thousands."""
    if re.fullmatch(r"[1-9]\d{0,2}([.,]\d{3})+", digits):
        return re.sub(r"[.,]", "", digits), "", ""
    whole, mark, decimals = next(
        (digits.rpartition(mark) for mark in ",." if digits.count(mark) == 1), (digits, "", "")
    )
    return re.sub(r"\D", "", whole) or "0", mark, re.sub(r"\D", "", decimals)


def _spanish(number: int, gender: Gender) -> list[str]:
    words: list[str] = []
    for size, one, many in ((10**6, "un millón", "millones"), (1000, "mil", "mil")):
        count, number = divmod(number, size)
        if count:
            counted = _spanish(count, "f" if gender == "f" and size == 1000 else "m")
            words += one.split() if count == 1 else [*counted, many]
    hundreds, rest = divmod(number, 100)
    if hundreds:
        word = "cien" if number == 100 else _ES_HUNDREDS[hundreds - 1]
        words.append(word[:-2] + "as" if gender == "f" and hundreds > 1 else word)
    ten, one_left = divmod(rest, 10)
    if rest >= 30:
        words.append(_ES_TENS[ten - 3])
        words += ["y", _ES[one_left]] if one_left else []
    elif rest or not words:
        words.append(_ES[rest])
    if rest % 10 == 1 and rest != 11 and gender:
        words[-1] = words[-1][:-1] + "a" if gender == "f" else {"uno": "un", "veintiuno": "veintiún"}[words[-1]]
    return words


def _chinese(number: int) -> str:
    if number < 10:
        return _ZH[number]
    said = ""
    for scale in range(len(_ZH_SCALES) - 1, -1, -1):
        group = number // 10_000**scale % 10_000
        if not group:
            continue
        digits = f"{group:04d}" if said else str(group)
        text = "".join(
            "零" if digit == "0" else _ZH[int(digit)] + _ZH_PLACES[len(digits) - 1 - place]
            for place, digit in enumerate(digits)
        )
        said += re.sub("零+", "零", text).rstrip("零") + _ZH_SCALES[scale]
    return said.removeprefix("一") if said.startswith("一十") else said
