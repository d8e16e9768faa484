"""Questions: what the file may hold, and how what it may not hold is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes.script.errors import FilmError
from scenes.script.questions import QUESTIONS_DIR, WRONG, asked_clips, load_questions, question_words
from scenes.script.toml_file import read_toml
from tests.scenes.script.test_script import NUMBER_WORDS

GOOD = """\
[language]
code = "en"

[clip.binding.question.chance]
audience = "patient"
beat = "search"
facts = ["adc_parts", "dar"]
more = ["affinity"]
ask = "How many payloads are there?"
right = "About {dar.mean:words}"
why = "That is the average."
wrong.low.answer = "About {dar.low:words}"
wrong.low.why = "That is the lower end."
wrong.high.answer = "About {dar.high:words}"
wrong.high.why = "That is the upper end."
"""


def written(folder: Path, text: str) -> Path:
    (folder / "en.toml").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(FilmError) as error:
        load_questions("binding", root=written(folder, text))
    (line,) = str(error.value).splitlines()
    return line


def raw_texts(table: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(table, dict):
        for key, value in table.items():
            if key not in ("facts", "more", "audience", "beat"):
                yield from raw_texts(value, (*path, key))
    else:
        yield ".".join(path), str(table)


# --- the film's own questions -----------------------------------------------------------------------


def test_every_question_resolves_and_has_a_reason_for_each_answer() -> None:
    every = [question for clip in asked_clips() for question in load_questions(clip)]
    assert len(every) > 50
    for question in every:
        assert WRONG[0] <= len(question.wrong) <= WRONG[1]
        assert sum(answer.right for answer in question.answers) == 1
        assert all(answer.why for answer in question.answers)
        assert "{" not in " ".join(question.texts)


def test_no_number_word_is_typed_by_hand_in_questions_and_lessons() -> None:
    for folder in ("questions", "lessons"):
        for name, text in raw_texts(read_toml(QUESTIONS_DIR.parent / folder / "en.toml").data):
            if not name.startswith("words."):
                assert NUMBER_WORDS.findall(re.sub(r"\{[^}]*\}", "", text)) == [], name


def test_the_right_answer_stands_in_every_place_among_the_answers() -> None:
    places = {question.answers.index(question.right) for clip in asked_clips() for question in load_questions(clip)}
    assert places >= {0, 1, 2}


def test_questions_are_of_one_audience_or_of_both() -> None:
    patient, student = (load_questions("binding", audience=audience) for audience in ("patient", "student"))
    assert {*patient, *student} == {*load_questions("binding")}
    assert {question.audience for question in patient} == {"patient"}
    assert load_questions("opening") == ()


# --- what is refused --------------------------------------------------------------------------------


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (question,) = load_questions("binding", root=written(tmp_path, GOOD))
    assert question.id == "binding.chance"
    assert question.right.text == "About six"
    assert [answer.text for answer in question.wrong] == ["About two", "About eight"]


FAULTS = {
    "an audience": ('audience = "patient"', 'audience = "patent"', ["line 5", "audience 'patent'", "'patient'"]),
    "a beat": ('beat = "search"', 'beat = "serch"', ["line 6", "beat of binding for a patient 'serch'", "'search'"]),
    "the end card": ('beat = "search"', 'beat = "end_card"', ["line 6", "no beat of binding"]),
    "a fact": ('"dar"]', '"dra"]', ["line 7", "no fact 'dra'", "'dar'"]),
    "a weak fact": ('"dar"]', '"dar", "igg_size"]', ["line 7", "'igg_size' is WEAK", "neither say nor ask it"]),
    "no facts": ('facts = ["adc_parts", "dar"]\n', "", ["facts", "name the facts"]),
    "a key": ("ask =", "aks =", ["line 9", "unknown key. Did you mean 'ask'?"]),
    "no question": ('ask = "How many payloads are there?"\n', "", ["ask", "this text is missing"]),
    "a digit": ("How many", "How many of 6", ["line 9", "'6' is typed by hand"]),
    "a value": ("{dar.mean:words}", "{dar.maen:words}", ["line 10", "no value of dar 'maen'", "'mean'"]),
    "an unlisted fact": ("{dar.mean:words}", "{mw.kda}", ["line 10", "'mw' is not listed in the question's facts"]),
    "a fact of the reasons": ("About {dar.mean:words}", "About {affinity}", ["line 10", "not listed"]),
    "the same answer": ("{dar.low:words}", "{dar.mean:words}", ["line 4", "two of its answers are the same"]),
    "a clip": ("clip.binding", "clip.bindng", []),
    "a word for question": ("question.chance", "qestion.chance", ["unknown key", "'question'"]),
    "too few": ('wrong.high.answer = "About {dar.high:words}"\nwrong.high.why = "That is the upper end."\n', "",
                ["1 wrong answers; give 2 or 3"]),
    "no reason": ('wrong.low.why = "That is the lower end."\n', "", ["wrong.low.why", "this text is missing"]),
    "an answer's key": ("wrong.low.why", "wrong.low.wy", ["line 13", "unknown key. Did you mean 'why'?"]),
    "an answer called right": ("wrong.low.", "wrong.right.", ["another name than 'right'"]),
    "a name": ("question.chance", 'question."a::b"', ["a name is small letters"]),
    "a color mark": ("How many", "How [many](drug)", ["no [ or ] here"]),
    "a control character": ("How many", "How\\u0007 many", ["line 9", "no letter (U+0007)"]),
    "empty text": ('"That is the average."', '"  "', ["line 11", "not empty"]),
    "a number for a text": ('"That is the average."', "6", ["line 11", "must be text in quotes"]),
    "a language": ('code = "en"', 'code = "es"', ["must be 'en'"]),
    "no TOML": ("[language]", "[language", ["not valid TOML"]),
}


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_on_one_line_with_its_place(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    if not expected:  # another clip's affair: there is nothing on this one
        assert load_questions("binding", root=written(tmp_path, text)) == ()
        with pytest.raises(FilmError, match=r"no clip 'bindng'.*'binding'"):
            load_questions("bindng", root=tmp_path)
        return
    line = refusal(tmp_path, text)
    assert "en.toml" in line
    assert [part for part in expected if part not in line] == [], line


def test_words_that_stand_around_are_all_there() -> None:
    assert question_words()["told_in"]


@given(old=st.sampled_from(re.findall(r'"[^"]+"|\w+ =', GOOD)), new=st.text(max_size=12))
def test_whatever_is_written_is_read_or_refused_on_one_line(
    tmp_path_factory: pytest.TempPathFactory, old: str, new: str
) -> None:
    folder = tmp_path_factory.mktemp("questions")
    quoted = new.encode("unicode_escape").decode().replace('"', "")
    (folder / "en.toml").write_text(GOOD.replace(old, f'"{quoted}"', 1), encoding="utf-8")
    said = ""
    try:
        load_questions("binding", root=folder)
    except FilmError as error:
        said = str(error)
    assert len(said.splitlines()) <= 1
