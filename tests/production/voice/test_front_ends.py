"""Spanish and Mandarin as phonemes: where their front ends are installed (`make voice`)."""

from __future__ import annotations

import json

import pytest

from production.voice.front_end import FRONT_ENDS, FrontEnd, front_end_of, stop_after
from production.voice.lexicon import Lexicon, Pronounced, lexicon_of
from production.voice.making import read_aloud, sentences
from production.voice.meter import silences
from production.voice.sound_files import RATE
from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER
from scenes.script.errors import FilmError
from scenes.script.language.words import words_of
from scenes.script.request import AUDIENCES
from scenes.script.toml_file import ROOT
from scenes.script.translation import languages

FOLDER = ROOT / "assets" / "voice"
ALPHABET = json.loads((FOLDER / "kokoro" / "alphabet.json").read_text(encoding="utf-8"))
OTHERS = [code for code in languages() if code.partition("-")[0] in FRONT_ENDS and code != "en"]


@pytest.mark.parametrize(
    ("word", "core", "stop"),
    [("(23%).", "23%", "."), ("(23%),", "23%", ","), ("细。", "细", "."), ("（细）", "细", ","), ("细？”", "细", "?"),
     ("a", "a", "")],
)
def test_of_punctuation_behind_a_word_the_stop_is_heard(word: str, core: str, stop: str) -> None:
    assert stop_after(word, core) == stop


def test_a_language_without_a_front_end_asks_for_recordings() -> None:
    with pytest.raises(FilmError, match="does not speak 'ar': bring recordings"):
        front_end_of("ar", Lexicon())


def installed(language: str) -> FrontEnd:
    """The front end of a language, with the film's lexicon; its tests are skipped without it."""
    pytest.importorskip({"es": "piper_plus_g2p", "zh": "misaki"}[language.partition("-")[0]],
                        reason="the speech engine is not installed: make voice")
    return front_end_of(language, lexicon_of(language, FOLDER))


def said(front: FrontEnd, text: str) -> str:
    """The phonemes of a text."""
    return "".join(symbol for symbol, _ in front.phonemes(words_of(text)))


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_the_film_is_known_and_in_the_voices_alphabet(language: str) -> None:
    front = installed(language)
    unknown, strange = set(), set()
    for entry in (OPENING, *RUNNING_ORDER, CLOSING):
        for audience in AUDIENCES:
            for beat in entry.script(language, audience).beats:
                for words in sentences(beat.narration):
                    front.guessed.clear()
                    strange |= {symbol for symbol, _ in front.phonemes(words)} - {*ALPHABET}
                    unknown |= {*front.guessed}
    assert sorted(unknown) == []
    assert sorted(strange) == []


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("3.470 personas", "tres mil cuatrocientas setenta personas"),
        ("0,8 mg/m²", "cero coma ocho miligramos por metro cuadrado"),
        ("10–21 nm", "diez a veintiún nanómetros"),
        ("18/79", "dieciocho de setenta y nueve"),
        ("21 días, 21 veces, 21 de cada 100", "veintiún días, veintiuna veces, veintiuno de cada cien"),
        ("el 23 % tuvo", "el veintitrés por ciento tuvo"),
        ("CD22 y ADN", "ce de veintidós y a de ene"),
    ],
)
def test_spanish_numbers_and_names_are_read_out(text: str, like: str) -> None:
    spanish = installed("es")
    assert said(spanish, text).replace(" ", "") == said(spanish, like).replace(" ", "")


def test_spanish_is_said_as_the_voice_learned_it() -> None:
    spanish = installed("es")
    for text, sounds in (("tierra", "tjˈera"), ("muy bueno", "mwˈi bwˈeno"), ("aire, causa, seis", "ˈIɾe, kˈWsa, sˈAs"),
                         ("día", "dˈia"), ("célula", "sˈelula"), ("leche", "lˈeʧe"), ("sangre", "sˈaŋɡɾe"),
                         ("¿Qué? (Sí)", "kˈe? sˈi"), ("la ciudad para ti", "la sjuðˈað paɾa tˈi")):
        assert said(spanish, text).rstrip(".") == sounds, text


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("3,470人", "三千四百七十人"),
        ("0.8 mg/m²。", "零点八毫克每平方米。"),
        ("10–21纳米", "十到二十一纳米"),
        ("23%的人", "百分之二十三的人"),
        ("18/79的人", "七十九分之十八的人"),
        ("2个人，2024年。", "两个人，二零二四年。"),
    ],
)
def test_chinese_numbers_are_read_out(text: str, like: str) -> None:
    mandarin = installed("zh-Hans")
    assert said(mandarin, text).replace(" ", "") == said(mandarin, like).replace(" ", "")


def test_chinese_is_said_word_by_word_and_each_character_has_its_sounds() -> None:
    mandarin = installed("zh-Hans")
    text = "抗体附着（在细胞上）。CD22"
    phonemes = mandarin.phonemes(words_of(text))
    assert "".join(symbol for symbol, _ in phonemes).startswith("kʰa↘ŋtʰi↓ fu↘ꭧwo↗, ʦai↘")
    owners = [owner for _, owner in phonemes]
    assert owners == sorted(owners)
    assert {*owners} == {*range(len(words_of(text)))}


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_a_word_that_nobody_knows_is_told_and_hostile_texts_do_no_harm(language: str) -> None:
    front = installed(language)
    said(front, "xzqt" if language == "es" else "qqzyx。")
    assert front.guessed
    for text in ("…", "( ) —", "（）", "a" * 400, "\u202eabc", "🙂 sí", "'s", "--", "½ 细", "٣ 细", "1.2.3,4", "%"):
        said(front, text)


def test_the_lexicon_comes_first() -> None:
    installed("es")
    spanish = front_end_of("es", Lexicon({"rod": Pronounced("varilla")}))
    assert said(spanish, "Rod, rod") == said(spanish, "varilla, varilla")
    installed("zh-Hans")
    mandarin = front_end_of("zh", Lexicon({"细胞": Pronounced("da4 da4"), "rod": Pronounced("/ɹˈɑd/")}))
    assert said(mandarin, "细胞rod") == "ta↘ta↘ ɹˈɑd."


# --- the real voice -------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "text"), [("es", "Esto es CD22. Se queda."), ("zh-Hans", "这是CD22。它留下来。")])
def test_the_real_voice_says_a_sentence_with_the_time_of_each_word(language: str, text: str) -> None:
    installed(language)
    pytest.importorskip("onnxruntime")
    from production.voice.engine import engine_named

    reading = read_aloud(engine_named("kokoro", language, lexicon_of(language, FOLDER)), text, "patient")
    assert reading.guessed == ()
    assert 2.0 < len(reading.samples) / RATE < 5
    first = len(next(iter(sentences(text))))
    assert len(reading.times) == len(words_of(text))
    flat = [t for span in reading.times for t in span]
    assert flat == sorted(flat)
    (breath,) = silences(reading.samples, RATE, least=0.25)
    assert reading.times[first - 1][1] == pytest.approx(breath[0], abs=0.12)
    assert reading.times[first][0] == pytest.approx(breath[1], abs=0.12)
