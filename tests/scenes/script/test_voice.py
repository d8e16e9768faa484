"""The silent voice: how numbers and names are read out, and how long a text takes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.script.language.words import words_of
from scenes.script.voice import WORDS_PER_MINUTE, SilentVoice, Speech, Voice, fastest, speak_out, syllables

PROSE = (
    "An antibody drifts in the plasma, and by chance it meets a rod on the cell. It holds on. "
    "Below it, the surface dents inward, and a tiny bubble forms. Step by step, the bubble turns acidic."
)


def speak(text: str, audience: str = "patient", language: str = "en") -> Speech:
    return SilentVoice().speak(text, language=language, audience=audience)


@pytest.mark.parametrize(
    ("token", "heard"),
    [
        ("0.8", "zero point eight"),
        ("0.34,", "zero point three four"),
        ("mg/m²", "milligrams per square meter"),
        ("CD22", "C D twenty-two"),
        ("CD22's", "C D twenty-two"),
        ("IgG4", "I G G four"),
        ("B-ALL", "B A L L"),
        ("DNA", "D N A"),
        ("DNA's", "D N A's"),
        ("AP-2.", "A P two"),
        ("pH", "P H"),
        ("7.4", "seven point four"),
        ("23%", "twenty-three percent"),
        ("(23%),", "twenty-three percent"),
        ("3,470", "three thousand four hundred seventy"),
        ("10,000.", "ten thousand"),
        ("100", "one hundred"),
        ("10–21", "ten to twenty-one"),
        ("10-21", "ten to twenty-one"),
        ("18/79", "eighteen of seventy-nine"),
        ("28", "twenty-eight"),
        ("nm", "nanometers"),
        ("µm", "micrometers"),
        ("≥", "at least"),
        ("0", "zero"),
        ("1000000000000", "one zero zero zero zero zero zero zero zero zero zero zero zero"),
        ("I", "I"),
        ("A", "A"),
        ("cell-cycle", "cell cycle"),
        ("artist's", "artist's"),
        ("–", ""),
    ],
)
def test_words_are_read_out_as_spoken(token: str, heard: str) -> None:
    assert " ".join(speak_out(token)) == heard


@pytest.mark.parametrize(
    ("token", "language", "heard"),
    [
        ("0,8", "es", "cero coma ocho"),
        ("0.34,", "es", "cero punto treinta y cuatro"),
        ("3.470", "es", "tres mil cuatrocientos setenta"),
        ("3,470", "es-419", "tres mil cuatrocientos setenta"),
        ("21", "es", "veintiuno"),
        ("100", "es", "cien"),
        ("2017", "es", "dos mil diecisiete"),
        ("007", "es", "cero cero siete"),
        ("célula.", "es", "célula"),
        ("ADN", "es", "A D N"),
        ("10", "zh-Hans", "十"),
        ("101。", "zh", "一 百 零 一"),
        ("3,470", "zh", "三 千 四 百 七 十"),
        ("0.8", "zh", "零 点 八"),
        ("细胞", "zh", "细 胞"),
        ("12", "ar", "1 2"),
    ],
)
def test_other_languages_have_numbers_of_their_own(token: str, language: str, heard: str) -> None:
    assert " ".join(speak_out(token, language)) == " ".join(heard.split())


def test_languages_have_a_pace_of_their_own() -> None:
    chinese = speak("细胞把它吞进去，毒素切断了它的指令。" * 3, language="zh-Hans")
    assert 60 * len(chinese.words) / chinese.duration == pytest.approx(fastest("zh", "patient"), rel=0.15)
    assert fastest("zh", "student") > fastest("zh", "patient")
    assert fastest("xx", "patient") == fastest("en", "patient") == WORDS_PER_MINUTE["patient"]
    arabic = speak("الدواء يرتبط بالخلية، ثم يدخل إليها.", language="ar")
    assert arabic.duration < 1.3 * speak("The drug binds to the cell, and then it enters it.").duration


def test_pauses_are_those_of_every_script() -> None:
    for text in ("它附着。它附着", "它附着，它附着", "ثم يدخل؟ ثم يدخل", "ثم يدخل، ثم يدخل"):
        words = speak(text, language="zh").words
        assert any(after.start > before.end for before, after in pairwise(words)), text


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cell", 1),
        ("the", 1),
        ("antibody", 4),
        ("inotuzumab", 5),
        ("drug", 1),
        ("surface", 2),
        ("named", 1),
        ("twenty-two", 3),
        ("needle", 2),
        ("free", 1),
        ("célula", 3),
        ("клетка", 2),
        ("細胞", 2),
        ("D", 1),
        ("", 1),
    ],
)
def test_syllables_are_counted_roughly(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("audience", WORDS_PER_MINUTE)
def test_plain_prose_runs_at_the_audience_rate(audience: str) -> None:
    speech = speak(PROSE, audience)
    rate = len(PROSE.split()) * 60 / speech.duration
    assert 0.85 * WORDS_PER_MINUTE[audience] <= rate <= WORDS_PER_MINUTE[audience]


def test_students_are_read_to_faster_than_patients() -> None:
    assert speak(PROSE, "student").duration == pytest.approx(speak(PROSE).duration * 150 / 160)


def test_numbers_take_the_time_of_their_words() -> None:
    assert speak("It was 3,470 then, and no more.").duration > speak("It was here then, and no more.").duration + 0.8


def test_full_stop_pauses_longer_than_a_comma() -> None:
    def gap(mark: str) -> float:
        words = speak(f"considerable hepatotoxicity{mark} considerable hepatotoxicity").words
        return words[2].start - words[1].end

    assert gap(".") > gap(",") > gap("") == 0


def test_words_are_those_of_the_text_in_order() -> None:
    speech = speak(PROSE)
    assert [word.text for word in speech.words] == PROSE.split()
    assert speech.words[0].start == 0
    assert speech.words[-1].end == pytest.approx(speech.duration, abs=0.001)


def test_silent_voice_is_silent_and_repeats_itself() -> None:
    voice: Voice = SilentVoice()
    assert voice.name == "silent"
    assert voice == SilentVoice()
    assert speak(PROSE) == speak(PROSE)
    assert speak(PROSE).audio is None


def test_nothing_to_say_takes_no_time() -> None:
    assert speak("") == Speech("", (), 0.0)
    assert speak(" \n ").duration == 0


@given(st.text(max_size=80), st.sampled_from(["patient", "student"]), st.sampled_from(["en", "es", "zh"]))
def test_word_times_never_overlap_and_fill_the_speech(text: str, audience: str, language: str) -> None:
    speech = speak(text, audience, language)
    edges = [time for word in speech.words for time in (word.start, word.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= speech.duration + 0.001 for edge in edges)
    counted = sum(1 for word in words_of(text) if speak_out(word, language))
    assert speech.duration * fastest(language, audience) / 60 >= counted - 0.01
