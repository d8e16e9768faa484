"""Captions, chapters and transcript: can they be read in time, and do they say what is said?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from production.finish.account import Account
from production.finish.captions import (
    SHIFT,
    Form,
    cues,
    split,
    subrip,
    vtt,
)
from production.finish.transcript import transcript
from scenes.script.cue import Cue
from scenes.script.facts import Source
from scenes.script.request import AUDIENCES, SHAPES, Request
from scenes.script.script import clip_names, load_clip_script
from scenes.script.story import BeatRecord, Story
from scenes.script.voice import SilentVoice, Speech, Word
from tests.conftest import Film

_DUST = 1e-6
_FRAME = 1 / 30
LANDSCAPE = Form(42, 15.0, "en")


def story_of(*narrations: str, audience: str = "patient") -> Story:
    """A story in which these are said, one a beat, as the stage would time them."""
    story = Story("test", "1", "Title", "Summary", (Source("a", "A", "Author, Title 2020", "2020", 1),))
    now = 0.0
    for i, text in enumerate(narrations):
        speech = SilentVoice().speak(text, language="en", audience=audience)
        start = now + 0.3
        end = start + speech.duration + 0.8
        beat = BeatRecord(
            f"beat_{i}", now, end, start, start + speech.duration, speech, "Something is seen.",
            (), story.sources, (),
        )
        story.beats.append(beat)
        now = end
    return story


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("clip", clip_names())
def test_every_caption_of_the_film_can_be_read_in_time(
    clip: str, audience: str, shape: str
) -> None:
    said = [beat.narration for beat in load_clip_script(clip, "en", audience).beats]
    story = story_of(*said, audience=audience)
    form = Form.of(Request(audience=audience, shape=shape))
    made = cues(story, form)

    assert " ".join(cue.text for cue in made) == " ".join(said)
    for cue in made:
        assert len(cue.lines) <= 2
        # A single word that is longer than a line cannot be broken.
        longest = 26 if shape == "portrait" else 42
        assert all(len(line) <= longest for line in cue.lines if " " in line), cue
        assert cue.rate <= (15 if audience == "patient" else 17) * 1.07, cue
        assert 1.0 - 2 * _FRAME <= cue.end - cue.start <= 6.0 + _DUST, cue
    for cue, following in pairwise(made):
        assert following.start - cue.end >= 2 / 30 - _DUST
    assert made[-1].end <= story.duration + _DUST


def test_most_captions_of_the_film_keep_the_reading_rate_exactly() -> None:
    slow, all_ = 0, 0
    for clip in clip_names():
        for audience in AUDIENCES:
            said = [beat.narration for beat in load_clip_script(clip, "en", audience).beats]
            form = Form.of(Request(audience=audience))
            made = cues(story_of(*said, audience=audience), form)
            slow += sum(cue.rate <= form.rate + _DUST for cue in made)
            all_ += len(made)
    assert slow >= 0.98 * all_


def hurried(*sentences: tuple[str, float]) -> Story:
    """One beat in which each of these sentences takes so many seconds; five of silence follow."""
    words, now = [], 0.0
    for text, seconds in sentences:
        parts = text.split()
        for part in parts:
            words.append(Word(part, now, now + seconds / len(parts)))
            now += seconds / len(parts)
    speech = Speech(" ".join(text for text, _ in sentences), tuple(words), now)
    story = Story("test", "1", "Title", "Summary", ())
    story.beats.append(BeatRecord("a", 0, now + 5, 0, now, speech, "", (), (), ()))
    return story


def test_a_caption_in_a_hurry_begins_a_little_before_its_first_word() -> None:
    brisk = "Then one of them is told at a brisk pace."
    story = hurried(
        ("This one is said slowly.", 5.0),
        (brisk, len(brisk) / 15 - 0.06),
        ("After it another one is told in peace.", 5.0),
    )
    made = cues(story, LANDSCAPE)
    assert [cue.text.split()[0] for cue in made] == ["This", "Then", "After"]
    early = 5.0 - made[1].start
    assert _FRAME < early <= SHIFT + _DUST
    assert made[0].start == pytest.approx(0, abs=_FRAME)


def test_a_caption_in_a_hurry_stays_into_the_first_word_of_the_next_one() -> None:
    brisk, calm = "The first one is told briskly.", "After it another one is told in peace."
    made = cues(hurried((brisk, len(brisk) / 15 - 0.15), (calm, 5.0)), LANDSCAPE)
    late = made[1].start - (len(brisk) / 15 - 0.15)
    assert (made[0].rate <= 15 + _DUST, 0 < late <= SHIFT + _DUST) == (True, True)


def test_a_caption_said_in_a_hurry_stays_until_it_can_be_read() -> None:
    (cue,) = cues(hurried(("This sentence of forty letters is hurried.", 1.0)), LANDSCAPE)
    assert cue.end - cue.start >= 42 / 15 - _DUST


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("It is wide, and its thickness is about 28 nanometers in all, they say.", "28 nanometers"),
        ("In the trial that was read, in all 23 of 100 people had it, so they say.", "23 of"),
        ("All of it happens right there and then behind the nucleus of a cell, they say.", "the nucleus"),
        ("Most of the leukemia carries it and so do many of the healthy B cells, they say.", "B cells"),
        ("You get it through a vein, for one hour, on days 1, 8 and 15 of each cycle.", "8 and"),
    ],
)
@pytest.mark.parametrize("line", [42, 26])
def test_what_belongs_together_is_never_parted(text: str, apart: str, line: int) -> None:
    for cue in cues(story_of(text), Form(line, 15.0, "en")):
        first, second = apart.split()
        for upper, lower in pairwise(cue.lines):
            assert not (upper.endswith(f" {first}") and lower.startswith(second))
        assert not cue.text.endswith(f" {first}")


def test_a_line_breaks_at_a_comma_rather_than_in_the_middle() -> None:
    lines = ("The dent closes,", "and then a tiny bubble is inside the cell.")
    assert split(tuple(" ".join(lines).split()), LANDSCAPE).lines == lines


def test_captions_close_together_are_chained_with_two_frames_between() -> None:
    said = "One thing is said here and now, in peace. Another thing is said right after it, in turn."
    made = cues(story_of(said), LANDSCAPE)
    assert len(made) == 2
    assert made[1].start - made[0].end == pytest.approx(2 / 30)


def test_a_word_longer_than_a_line_still_gets_a_caption() -> None:
    word = "pneumonoultramicroscopicsilicovolcanoconiosis"
    made = cues(story_of(f"It is {word} then."), Form(26, 15.0, "en"))
    assert word in " ".join(cue.text for cue in made)


@given(st.lists(st.text("abcdeß漢 .,;!?<&-", min_size=1, max_size=60), min_size=1, max_size=4))
def test_any_narration_is_captioned_word_for_word(narrations: list[str]) -> None:
    story = story_of(*narrations)
    made = cues(story, LANDSCAPE)
    told, said = (" ".join(texts).split() for texts in ([c.text for c in made], narrations))
    # A space beside a Han character is none.
    assert told == said or ("漢" in "".join(said) and "".join(told) == "".join(said))
    assert all(cue.start < cue.end for cue in made)
    assert all(a.end <= b.start + _DUST for a, b in pairwise(made))


def test_vtt_and_srt_say_the_same_at_the_same_time(film: Film) -> None:
    web = webvtt.WebVTT.from_string(film.text("vtt"))
    sub = list(srt.parse(film.text("srt")))
    assert [c.text for c in web.captions] == [s.content for s in sub]
    assert [c.start_in_seconds for c in web.captions] == [int(s.start.total_seconds()) for s in sub]
    assert web[0].text == "A disc goes round, and round."


def test_markup_in_a_narration_is_shown_and_not_obeyed_by_webvtt() -> None:
    text = vtt([Cue(("a <b> & c",), 1.0, 2.0)])
    assert "a &lt;b&gt; &amp; c" in text
    assert "a <b> & c" in subrip([Cue(("a <b> & c",), 1.0, 2.0)])


def test_times_beyond_an_hour_are_written_in_full() -> None:
    assert "01:01:01.500 --> 01:01:02.000" in vtt([Cue(("x",), 3661.5, 3662.0)])


def test_there_is_a_chapter_for_each_beat_without_gaps(film: Film) -> None:
    chapters = webvtt.WebVTT.from_string(film.text("chapters.vtt")).captions
    assert [c.text for c in chapters] == ["Disc", "Square", "End card"]
    assert chapters[0].start == "00:00:00.000"
    assert all(a.end == b.start for a, b in pairwise(chapters))


class Page(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute))]


def test_the_transcript_says_what_is_said_and_what_is_seen(film: Film) -> None:
    page = Page(film.text("transcript.html"))
    for words in (
        "A disc goes round, and round.",
        "A small orange disc goes round the middle.",
        "A purple square appears in the middle.",
        "General education, not medical advice.",
        "version 0.1.0",
        "Checked November 2026",
        "doi",
    ):
        assert words in page.text


def test_the_transcript_is_a_plain_page_in_its_language_without_scripts(film: Film) -> None:
    page = Page(film.text("transcript.html"))
    kinds = [tag for tag, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == "en"
    assert kinds.count("h1") == 1
    assert kinds.count("main") == 1
    assert "script" not in kinds
    assert "link" not in kinds
    assert not any("://" in value for name in ("src", "href") for value in page.values(name))


def test_each_source_number_in_the_transcript_leads_to_its_source(film: Film) -> None:
    page = Page(film.text("transcript.html"))
    links = [value[1:] for value in page.values("href")]
    assert links
    assert set(links) <= set(page.values("id"))
    assert set(page.values("aria-labelledby")) <= set(page.values("id"))


def test_hostile_words_stay_words_in_the_transcript() -> None:
    said = '<script>alert("x")</script> {{ words }} & more'
    story = story_of(said)
    story.title = "</title><b>"
    words = dict(load_clip_script("binding").words)
    account = Account(story, "Subtitle", words, date(2026, 11, 1), date(2027, 5, 1))
    page = Page(transcript(account, Request()))
    assert "script" not in [tag for tag, _ in page.tags]
    assert "b" not in [tag for tag, _ in page.tags]
    assert said in page.text


def test_a_language_written_from_right_to_left_is_marked_so() -> None:
    words = dict(load_clip_script("binding").words)
    account = Account(story_of("x"), "", words, date(2026, 11, 1), date(2027, 5, 1))
    page = Page(transcript(account, replace(Request(), language="ar")))
    assert dict(page.tags)["html"] == {"lang": "ar", "dir": "rtl"}
