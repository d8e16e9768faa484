"""The script: beats, sources, plain words, and what the loader refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.check.reading.readability import sentences
from production.check.rules.plain import terms_are_explained
from scenes.running_order import RUNNING_ORDER
from scenes.script.errors import FilmError
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES
from scenes.script.script import END_CARD, ClipScript, known_names, load_clip_script, plain, typed_digits, validate_all
from scenes.script.toml_file import read_toml
from scenes.script.translation import SCRIPT_DIR, languages
from scenes.script.voice import SilentVoice
from tests.helpers.catalogs import language
from tests.helpers.checking import findings, of_clip, real

LEDGER = load_ledger()
CLIPS = tuple(entry.name for entry in RUNNING_ORDER)
CASES = [(clip, audience) for clip in CLIPS for audience in AUDIENCES]
ENGLISH_FILE = read_toml(SCRIPT_DIR / "en.toml")


def narration(script: ClipScript) -> str:
    return " ".join(beat.narration for beat in script.beats)


def raw_texts(table: object = ENGLISH_FILE.data["clip"], path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every text of the English clips as it is typed, with its key."""
    if isinstance(table, dict):
        for key, value in table.items():
            if key not in ("facts", "drawn", "audiences", "leavable"):
                yield from raw_texts(value, (*path, key))
    else:
        yield ".".join(path), str(table)


# ------------------------------------------------------------------ the film's own script


def test_every_clip_resolves_for_every_audience_and_language() -> None:
    validate_all()


def test_english_comes_first() -> None:
    assert languages()[0] == "en"


@pytest.mark.parametrize(("clip", "audience"), CASES)
def test_end_card_says_the_summary_without_color_marks(clip: str, audience: str) -> None:
    script = load_clip_script(clip, audience=audience)
    assert script.beat(END_CARD).narration == plain(script.summary)
    assert script.summary != plain(script.summary), "a summary colors its actors"
    assert len(plain(script.summary).split()) <= 17


@pytest.mark.parametrize(("clip", "audience"), CASES)
def test_sources_come_in_order_of_their_numbers_in_the_ledger(clip: str, audience: str) -> None:
    script = load_clip_script(clip, audience=audience)
    sources = script.sources(LEDGER)
    listed = [source.number for source in sources]
    assert listed == sorted(set(listed))
    assert sources
    ledger = list(LEDGER.sources.values())
    assert all(ledger[source.number - 1] == source for source in sources)
    numbers = {number for beat in script.beats for number in script.source_numbers(beat.name, LEDGER)}
    assert numbers == set(listed)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_laboratory_studies_are_named_once_in_the_mechanism(audience: str) -> None:
    said = " ".join(narration(load_clip_script(clip, audience=audience)) for clip in CLIPS)
    assert said.lower().count("laboratory stud") == 1


@pytest.mark.parametrize(("clip", "audience"), CASES)
def test_labels_are_short(clip: str, audience: str) -> None:
    for beat in load_clip_script(clip, audience=audience).beats:
        assert all(len(label.split()) <= 7 for label in beat.labels.values()), beat.labels


@pytest.mark.parametrize(("clip", "audience"), CASES)
def test_subtitle_is_seven_words_at_most(clip: str, audience: str) -> None:
    assert len(load_clip_script(clip, audience=audience).subtitle.split()) <= 7


def test_no_digit_is_typed_by_hand() -> None:
    for where, text in raw_texts():
        assert not typed_digits(plain(text), known_names()), where


NUMBER_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|half|twice|double"
    r"|triple|quarter|third|percent)\b(?![- ]strand)",
    re.IGNORECASE,
)


def test_no_number_word_is_typed_by_hand() -> None:
    for where, text in raw_texts():
        assert NUMBER_WORDS.findall(re.sub(r"\{[^}]*\}", "", text)) == [], where


def test_known_names_are_all_needed() -> None:
    typed = " ".join(text for _, text in raw_texts())
    assert [name for name in known_names() if name not in typed] == []


BRITISH = re.compile(
    r"\b(leukaemi\w*|tumour\w*|colour\w*|haem\w*|anaem\w*|oedem\w*|paediatric\w*|centres?|fibres?|litres?|grey"
    r"|programmes?|labell\w*|travell\w*|modell\w*|signall\w*|sulph\w*|behaviour\w*|neighbour\w*|defence|licence"
    r"|catalogues?|ageing|whilst|amongst|diarrhoea"
    r"|(hydroly|recogni|organi|characteri|stabili|internali|humani|analy|randomi)s(e|es|ed|ing|ation))\b",
    re.IGNORECASE,
)


def test_british_spellings_are_recognized() -> None:
    for word in ("leukaemia", "tumour", "haematopoietic", "humanised", "neighbour", "hydrolysed", "sulphur", "fibres"):
        assert BRITISH.search(word), word
    for word in ("leukemia", "analysis", "hydrolysis", "neighbor", "disease", "rise", "color", "gray"):
        assert not BRITISH.search(word), word


def test_spelling_is_american_throughout() -> None:
    texts = [text for _, text in raw_texts()] + list(map(str, ENGLISH_FILE.data["words"].values()))
    for fact in LEDGER.facts.values():
        texts += [fact.sentence, fact.simplified or "", fact.illustration or ""]
    for text in texts:
        assert not BRITISH.search(text), text


# ------------------------------------------------------------------ plain words for patients

@pytest.mark.parametrize("clip", CLIPS)
def test_terms_are_explained_where_a_clip_first_says_them(clip: str) -> None:
    said = of_clip(real(), clip)
    unlabeled = [replace(beat, labels=()) for beat in said.story.beats]
    assert findings(terms_are_explained, replace(said, story=replace(said.story, beats=unlabeled))) == []


def test_most_terms_of_the_glossary_are_in_use() -> None:
    said = " ".join(narration(load_clip_script(clip)) for clip in CLIPS)
    used = [term for term in real().glossary.terms if term.used_in(said)]
    assert len(used) >= 10


@pytest.mark.parametrize("clip", CLIPS)
def test_patient_sentences_have_twelve_words_on_average(clip: str) -> None:
    lengths = [len(sentence.split()) for sentence in sentences(narration(load_clip_script(clip)))]
    assert sum(lengths) / len(lengths) <= 12


def test_harm_gets_as_much_time_as_benefit() -> None:
    voice, script = SilentVoice(), load_clip_script("transplant_bridge")

    def seconds(*names: str) -> float:
        return sum(
            voice.speak(script.beat(name).narration, language="en", audience="patient").duration for name in names
        )

    assert seconds("watch") >= seconds("why", "check")
    assert {"box_title", "vod_hsct", "nrm_hsct"} <= set(script.beat("watch").facts)


def test_a_question_has_first_words_that_are_written_lighter(write: Write) -> None:
    root = write(GOOD.replace('title = "Tiny"', 'title = "What is|a rod?"'))
    script = load_clip_script("tiny", root=root)
    assert (script.lead, script.title) == ("What is", "What is a rod?")
    assert load_clip_script("tiny", root=write(GOOD)).lead == ""


def test_harm_is_told_with_one_denominator() -> None:
    said = load_clip_script("transplant_bridge").beat("watch").narration
    assert "23 of 100" in said
    assert "39 of 100" in said
    assert "%" not in said


def test_student_hears_the_counts() -> None:
    assert "18 of 79" in load_clip_script("transplant_bridge", audience="student").beat("watch").narration


# ------------------------------------------------------------------ what the loader refuses

GOOD = """\
[language]
code = "en"
name = "English"

[words]
notice = "A notice."

[clip.tiny]
title = "Tiny"
subtitle = "A clip"
summary.patient = "An [arm](antibody) holds [CD22](cd22)."
summary.student = "It holds."

[clip.tiny.beat.one]
patient = "CD22 has {cd22_domains.count:words} parts."
student = "CD22 has {cd22_domains} domains."
seen = "A rod."
facts = ["cd22_domains"]
drawn = ["igg_size"]
[clip.tiny.beat.one.labels]
rod = "rod"
name.patient = "plain"
name.student = "exact"
extra.student = "for students"

[clip.tiny.beat.two]
audiences = ["student"]
student = "Only for students."
seen = "A second picture."

[clip.tiny.beat.end_card]
seen = "The card."
"""


class Write(Protocol):
    def __call__(self, text: str, name: str = ...) -> Path: ...


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(text: str, name: str = "en.toml") -> Path:
        folder = tmp_path / "script"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write_file


def test_what_is_only_said_may_have_any_letter(write: Write) -> None:
    root = write(GOOD.replace('seen = "A rod."', 'seen = "A rod, 漢."'))
    assert load_clip_script("tiny", root=root).beat("one").seen == "A rod, 漢."


def test_good_script_loads_for_each_audience(write: Write) -> None:
    root = write(GOOD)
    patient, student = (load_clip_script("tiny", audience=audience, root=root) for audience in AUDIENCES)
    assert patient.beat("one").narration == "CD22 has seven parts."
    assert student.beat("one").narration == "CD22 has 7 domains."
    assert patient.beat_names == ("one", END_CARD)
    assert student.beat_names == ("one", "two", END_CARD)
    assert patient.beat("one").labels == {"rod": "rod", "name": "plain"}
    assert student.beat("one").labels == {"rod": "rod", "name": "exact", "extra": "for students"}
    assert patient.beat(END_CARD).narration == "An arm holds CD22."
    assert patient.words == {"notice": "A notice."}
    assert patient.beat("one").drawn == ("igg_size",)


def test_long_text_over_several_lines_becomes_one_line(write: Write) -> None:
    root = write(GOOD.replace('seen = "A rod."', 'seen = """\nA long\n  rod."""'))
    assert load_clip_script("tiny", root=root).beat("one").seen == "A long rod."


def refusal(root: Path, audience: str = "patient", clip: str = "tiny", language: str = "en") -> str:
    with pytest.raises(FilmError) as caught:
        load_clip_script(clip, language, audience, root)
    message = str(caught.value)
    assert len(message.splitlines()) == 1
    return message


def test_digit_typed_by_hand_is_an_error(write: Write) -> None:
    message = refusal(write(GOOD.replace('seen = "A rod."', 'seen = "A rod of 28 nm."')))
    assert "en.toml: clip.tiny.beat.one.seen (line 17): '28' is typed by hand" in message


@pytest.mark.parametrize("digit", ["7", "½", "٣", "Ⅷ", "①", "₂", "CD220", "xCD22", "d10", "IgG41"])
def test_digits_of_any_kind_are_found(digit: str) -> None:
    assert typed_digits(f"some {digit} here", ("CD22", "IgG4", "d1"))


@pytest.mark.parametrize("name", ["CD22", "CD22's", "(IgG4)", "d1,", "mg/m²", "{a.b_2}", "no number"])
def test_known_names_and_units_are_no_digits(name: str) -> None:
    assert not typed_digits(f"some {name} here", ("CD22", "IgG4", "d1"))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('facts = ["cd22_domains"]', "facts = []", r"one\.patient \(line 15\): \{.*'cd22_domains' is not listed"),
        (
            'facts = ["cd22_domains"]',
            'facts = ["cd22_domain"]',
            r"one\.facts \(line 18\): .*Did you mean 'cd22_domains'",
        ),
        (
            'facts = ["cd22_domains"]',
            'facts = ["cd22_domains", "igg_size"]',
            r"line 18\): fact 'igg_size' is WEAK: list",
        ),
        ('facts = ["cd22_domains"]', 'facts = "cd22_domains"', r"line 18\): must be a list of fact ids"),
        ('drawn = ["igg_size"]', 'drawn = ["igg_siz"]', r"one\.drawn \(line 19\): .*Did you mean 'igg_size'"),
        ('drawn = ["igg_size"]', 'drwan = ["igg_size"]', r"one\.drwan \(line 19\): unknown key. Did you mean 'drawn'"),
        ('seen = "A rod."\n', "", r"one\.seen \(line 14\): this text is missing"),
        ('seen = "A rod."', 'seen = ""', r"one\.seen \(line 17\): must be text in quotes, and not empty"),
        ('seen = "A rod."', "seen = true", r"one\.seen \(line 17\): must be text in quotes"),
        ('seen = "A rod."', 'seen = "A {rod."', r"one\.seen \(line 17\): .* is not a placeholder"),
        ('seen = "A rod."', 'seen = "{no_such.nm}"', r"one\.seen \(line 17\): .*There is no fact 'no_such'"),
        ('seen = "A rod."', 'seen = "A [rod](cd22)."', r"one\.seen \(line 17\): no \[ or \] here"),
        ("[arm](antibody)", "[arm](knee)", r"summary\.patient \(line 11\): \[arm\]: There is no color 'knee'"),
        ("[arm](antibody)", "[arm]", r"summary\.patient \(line 11\): a color mark is written \[word\]\(role\)"),
        ('rod = "rod"', 'rod.patient = "rod"\nrod.studnet = "rod"', r"rod\.studnet \(line 22\): unknown key. Did you"),
        ('rod = "rod"', "rod = 7", r"labels\.rod \(line 21\): must be text in quotes"),
        ('title = "Tiny"', 'tilte = "Tiny"', r"clip\.tiny\.tilte \(line 9\): unknown key. Did you mean 'title'"),
        ("[clip.tiny.beat.end_card]", "[clip.tiny.beat.card]", r"the last beat must be 'end_card'"),
        ('seen = "The card."', 'seen = "x"\npatient = "y"', r"end_card\.patient \(line \d+\): the end card says"),
        (
            'audiences = ["student"]',
            'audiences = ["nurse"]',
            r"two\.audiences \(line 27\): must be a list out of patient",
        ),
        ('seen = "A rod."', 'seen = "x"\nleavable = "yes"', r"one\.leavable \(line 18\): must be true or false"),
        ('seen = "The card."', 'seen = "x"\nleavable = true', r"leavable \(line \d+\): the end card is never left out"),
        ('title = "Tiny"', 'title = "Tiny 漢"', r"tiny\.title \(line 9\): the film's font has no letter '漢' "),
        ('rod = "rod"', 'rod = "r\u0489d"', r"labels\.rod \(line 21\): the film's font has no letter .* \(U\+0489"),
        ('notice = "A notice."', 'notice = "☃"', r"words\.notice \(line 6\): .* \(U\+2603, snowman\)"),
        ('code = "en"', 'code = "es"', r"language\.code \(line 2\): must be 'en'"),
        ('[words]\nnotice = "A notice."\n', "", r"words: this section is missing"),
        ('notice = "A notice."', 'notice = "A 2nd notice."', r"words\.notice \(line 6\): '2' is typed by hand"),
        ('patient = "CD22 has', 'pat = "CD22 has', r"one\.pat \(line 15\): unknown key. Did you mean 'patient'"),
        ('seen = "A rod."', '"see\\nn" = "A rod."', r"see\?n \(line 14\): unknown key"),
        ('seen = "A rod."', 'seen = "A rod.', r"not valid TOML: .*line 17"),
    ],
    ids=lambda value: " ".join(str(value).split())[:40] or "nothing",
)
def test_broken_script_names_file_key_and_line(write: Write, old: str, new: str, says: str) -> None:
    assert old in GOOD
    message = refusal(write(GOOD.replace(old, new, 1)))
    assert "en.toml" in message
    assert re.search(says, message)


def test_missing_narration_is_an_error_for_its_audience_only(write: Write) -> None:
    root = write(GOOD.replace('student = "CD22 has {cd22_domains} domains."\n', ""))
    load_clip_script("tiny", root=root)
    assert "beat.one.student (line 14): this text is missing" in refusal(root, audience="student")


def test_unknown_clip_audience_language_and_beat_say_what_exists(write: Write) -> None:
    root = write(GOOD)
    assert "en.toml: There is no clip 'tinny'. Did you mean 'tiny'? There is: tiny." in refusal(root, clip="tinny")
    assert "There is no audience 'nurse'. There is: patient, student." in refusal(root, audience="nurse")
    assert "There is no script for language '../en'. There is: en." in refusal(root, language="../en")
    with pytest.raises(FilmError, match=r"no beat of tiny 'too'\. There is: one, end_card"):
        load_clip_script("tiny", root=root).beat("too")


def test_another_language_has_the_beats_facts_and_order_of_the_english(write: Write) -> None:
    root = write(GOOD)
    language(root, "es", lambda text: f"{text}.", "es_US")
    assert languages(root) == ("en", "es")
    english, spanish = (load_clip_script("tiny", code, root=root) for code in ("en", "es"))
    assert spanish.beat("one").labels == {key: f"{text}." for key, text in english.beat("one").labels.items()}
    assert [beat.facts for beat in spanish.beats] == [beat.facts for beat in english.beats]
    validate_all(root)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_narration_loads_or_is_refused_in_one_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = tmp_path_factory.mktemp("script")
    quoted = "".join(f"\\U{ord(letter):08x}" for letter in text)
    (root / "en.toml").write_text(GOOD.replace("A rod.", quoted), encoding="utf-8")
    try:
        seen = load_clip_script("tiny", root=root).beat("one").seen
    except FilmError as error:
        seen = str(error)
    assert len(seen.splitlines()) == 1
