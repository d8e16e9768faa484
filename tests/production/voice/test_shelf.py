"""Takes on the shelf: current, stale or missing, each with its reason; and what the index remembers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from production.voice.level import LOUDNESS
from production.voice.making import read_aloud
from production.voice.shelf import Shelf, Standing, wanted_of
from scenes.script.errors import FilmError
from scenes.script.takes import takes_of
from tests.clips.tiny import TINY
from tests.helpers.voices import Tones, shelf_of_tones

LEXICON = '[words]\nround = "ɹˈWnd"\n'


def standing(folder: Path, name: str, text: str | None = None) -> Standing:
    (wanted,) = (one for one in wanted_of([TINY], "en", ["patient"], "") if one.name == name)
    return Shelf("en", folder).standing(replace(wanted, text=text or wanted.text))


def test_all_beats_of_both_audiences_are_wanted_and_the_end_card_of_the_opening_is_not() -> None:
    keys = [one.key for one in wanted_of([TINY], "en", ["patient", "student"], "")]
    assert keys[:3] == ["patient/tiny.disc", "patient/tiny.square", "patient/tiny.end_card"]
    assert len(keys) == 6
    assert len([*wanted_of([TINY], "en", ["patient"], TINY.name)]) == 2


def test_what_was_read_is_current_and_what_was_not_is_missing(tmp_path: Path) -> None:
    assert standing(tmp_path, "tiny.disc").state == "missing"
    shelf_of_tones(tmp_path)
    assert standing(tmp_path, "tiny.disc").state == "current"


def test_a_take_of_another_sentence_is_stale(tmp_path: Path) -> None:
    shelf_of_tones(tmp_path)
    found = standing(tmp_path, "tiny.disc", "A disc goes.")
    assert (found.state, found.why) == ("stale", "its text is another one now")


def test_a_take_is_stale_whose_words_the_lexicon_has_said_in_another_way_and_no_other(tmp_path: Path) -> None:
    lexicon = tmp_path / "lexicon.en.toml"
    lexicon.write_text(LEXICON, encoding="utf-8")
    shelf_of_tones(tmp_path)
    lexicon.write_text(LEXICON.replace("W", "u") + 'zebra = "zˈibɹə"\n', encoding="utf-8")
    assert standing(tmp_path, "tiny.disc").why == "the lexicon has a word of it said in another way now"
    assert standing(tmp_path, "tiny.square").state == "current"


def test_a_take_is_stale_whose_file_is_gone_or_another_one(tmp_path: Path) -> None:
    takes = shelf_of_tones(tmp_path).takes
    Path(takes["patient/tiny.disc"].file).write_bytes(b"another")
    Path(takes["patient/tiny.square"].file).unlink()
    for name in ("tiny.disc", "tiny.square"):
        assert standing(tmp_path, name).why == "its file is missing or is another one"


def test_the_index_says_all_that_the_shelf_knows_and_is_read_back_as_it_was(tmp_path: Path) -> None:
    shelf = shelf_of_tones(tmp_path)
    assert {**takes_of("en", tmp_path)} == {**shelf.takes}
    told = json.loads((tmp_path / "en" / "takes.json").read_text(encoding="utf-8"))
    entry = told["takes"]["student/tiny.square"]
    assert entry["text"] == "A square comes."
    assert entry["speaker"] == "Tones"
    assert entry["times"].startswith("0.02-0.32 ")
    assert told["speakers"]["Tones"]["synthetic"] is True


def test_the_same_takes_give_the_same_index(tmp_path: Path) -> None:
    indexes = []
    for name in ("a", "b"):
        shelf_of_tones(tmp_path / name)
        indexes.append((tmp_path / name / "en" / "takes.json").read_bytes())
    assert indexes[0] == indexes[1]


def test_a_voice_has_one_gain_that_brings_it_to_the_films_loudness(tmp_path: Path) -> None:
    takes = [*shelf_of_tones(tmp_path, level=0.05).takes.values()]
    assert len({take.speaker.gain for take in takes}) == 1
    assert all(abs(take.loudness + take.speaker.gain - LOUDNESS) < 1 for take in takes)


def test_who_has_listened_is_remembered_until_the_take_is_another_one(tmp_path: Path) -> None:
    shelf = shelf_of_tones(tmp_path)
    shelf.hear(["patient/tiny.disc"], "Ada")
    shelf.settle()
    assert takes_of("en", tmp_path)["patient/tiny.disc"].heard == "Ada"
    (wanted,) = (one for one in wanted_of([TINY], "en", ["patient"], "") if one.name == "tiny.disc")
    again = Shelf("en", tmp_path)
    again.put(wanted, read_aloud(Tones(), wanted.text, "patient"), "Tones", made_by="", synthetic=True)
    assert again.takes[wanted.key].heard == ""


def test_takes_of_beats_that_are_gone_can_be_dropped(tmp_path: Path) -> None:
    shelf = shelf_of_tones(tmp_path)
    wanted = [one for one in wanted_of([TINY], "en", ["patient", "student"], "") if one.beat != "square"]
    old = shelf.left_over(wanted)
    assert old == ["patient/tiny.square", "student/tiny.square"]
    shelf.drop(old)
    shelf.settle()
    assert set(takes_of("en", tmp_path)) == {one.key for one in wanted}
    assert not (tmp_path / "en" / "patient" / "tiny.square.opus").exists()


@pytest.mark.parametrize(
    "spoilt",
    ["", "{", "[]", '{"form": 9}', '{"form": 1, "speakers": {}, "takes": {"a/b.c": {}}}',
     '{"form": 1, "speakers": [], "takes": []}'],
)
def test_an_index_that_cannot_be_read_is_told_on_one_line(tmp_path: Path, spoilt: str) -> None:
    shelf_of_tones(tmp_path, ["patient"])
    (tmp_path / "en" / "takes.json").write_text(spoilt, encoding="utf-8")
    with pytest.raises(FilmError, match=r"takes\.json: cannot be read") as error:
        takes_of("en", tmp_path)
    assert "\n" not in str(error.value)


def test_an_index_with_another_number_of_times_than_words_is_refused(tmp_path: Path) -> None:
    shelf_of_tones(tmp_path, ["patient"])
    index = tmp_path / "en" / "takes.json"
    told = json.loads(index.read_text(encoding="utf-8"))
    told["takes"]["patient/tiny.disc"]["times"] = "0.00-0.10"
    index.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(FilmError, match="has 1 times for 6 words"):
        takes_of("en", tmp_path)
