"""The MP4 itself: is it what players everywhere expect?"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
import webvtt
from av.video.frame import PictureType
from PIL import Image

from production.draw.cairo.canvas import Changed
from production.draw.encoder import GroupEncoder, check_group
from production.draw.picture import image
from production.draw.walk import story_of
from production.finish import sound
from production.finish.mp4 import Chapter, Tags, check_movie, write_movie
from production.plan.form import VideoForm
from production.stills.stills import beat_stills
from production.store.packets import Packets, packed, unpacked
from scenes.script.cue import Cue
from scenes.script.errors import FilmError
from scenes.script.request import QUALITIES, SHAPES, Request
from scenes.script.story import BeatRecord, Story
from scenes.script.voice import Speech
from tests.clips.tiny import TINY
from tests.conftest import Film
from tests.helpers import mp4_boxes
from tests.helpers.drawn import account_of

TAGS = Tags("Title", "Comment", "en", date(2026, 11, 1))


def encoded(form: VideoForm, pictures: list[np.ndarray]) -> list[Packets]:
    """Pictures as groups of the film."""
    size = form.frames_a_group
    groups = []
    for start in range(0, len(pictures), size):
        encoder = GroupEncoder(form)
        for picture in pictures[start : start + size]:
            encoder.add(picture)
        groups.append(encoder.finish())
    return groups


def silence(seconds: float) -> sound.Samples:
    return np.zeros(round(48_000 * seconds), np.float32)


def flat(form: VideoForm, color: tuple[int, int, int]) -> np.ndarray:
    picture = np.full((form.height, form.width, 4), 255, np.uint8)
    picture[:, :, :3] = color
    return picture


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("quality", "level"), [("draft", 31), ("hd", 40), ("uhd", 51)])
def test_the_picture_is_h264_high_at_the_level_of_its_size(
    quality: str, level: int, shape: str, tmp_path: Path
) -> None:
    form = VideoForm.of(Request(shape=shape, quality=QUALITIES[quality]))
    path = tmp_path / "a.mp4"
    write_movie(
        path, form, encoded(form, [flat(form, (200, 90, 30))]), silence(1 / form.fps), [],
        [Chapter("All", 0, 1 / form.fps)], TAGS,
    )
    with av.open(str(path)) as container:
        (stream,) = container.streams.video
        context = stream.codec_context
        assert (stream.codec_context.name, stream.profile) == ("h264", "High")
        assert context.pix_fmt == "yuv420p"
        assert (context.width, context.height) == (form.width, form.height)
        assert min(form.width, form.height) == {31: 480, 40: 1080, 51: 2160}[level]
        assert stream.average_rate == (15 if quality == "draft" else 30)
        assert context.extradata is not None
        # avcC: version, profile, constraints, level.
        assert (context.extradata[1], context.extradata[3]) == (100, level)


def test_all_three_color_tags_and_the_limited_range_are_set(film: Film) -> None:
    with av.open(str(film.movie)) as container:
        context = container.streams.video[0].codec_context
        assert (context.color_primaries, context.color_trc, context.colorspace) == (1, 1, 1)
        assert context.color_range == 1
    stsd = mp4_boxes.read(film.movie).one("moov").all("trak")[0].one("mdia/minf/stbl/stsd")
    assert b"colrnclx" + bytes.fromhex("000100010001") in stsd.data


@pytest.mark.parametrize(
    "color",
    [(217, 84, 30), (43, 76, 126), (138, 90, 168), (247, 239, 222), (0, 0, 0), (255, 255, 255), (20, 200, 60)],
)
def test_a_decoded_color_is_the_drawn_one_by_bt709(color: tuple[int, int, int]) -> None:
    form = VideoForm(160, 90, 15)
    (group,) = encoded(form, [flat(form, color)])
    decoder = av.CodecContext.create("h264", "r")
    (frame,) = [*decoder.decode(av.Packet(header(form) + group[0])), *decoder.decode(None)]
    planes = frame.to_ndarray().astype(float)
    luma = float(np.median(planes[:90]))
    blue, red = (float(np.median(plane)) for plane in np.array_split(planes[90:].reshape(-1), 2))
    y, b, r = (luma - 16) / 219, (blue - 128) / 224, (red - 128) / 224
    got = (y + 1.5748 * r, y - 0.18732 * b - 0.46812 * r, y + 1.8556 * b)
    assert np.allclose(np.array(got) * 255, color, atol=3.0)


def header(form: VideoForm) -> bytes:
    """Parameter sets of the encoder, as a decoder needs them."""
    encoder = GroupEncoder(form)
    encoder.add(flat(form, (0, 0, 0)))
    return encoder.header


@pytest.mark.parametrize("height", [90, 480])
def test_a_picture_of_which_little_has_changed_is_encoded_like_any_other(height: int) -> None:
    form, rng = VideoForm(320, height, 15), np.random.default_rng(5)
    at_once, by_rows = GroupEncoder(form), GroupEncoder(form)
    picture = flat(form, (200, 90, 30))
    for version in range(30):
        top = int(rng.integers(0, height))
        bottom = int(rng.integers(top, min(top + height // 4, height) + 1))
        picture = picture.copy()
        picture[top:bottom] = rng.integers(0, 256, (bottom - top, 320, 4))
        at_once.add(picture)
        # Now and then the encoder misses a version, and must not trust the rows.
        by_rows.add(picture, Changed(version, top, bottom) if version % 7 else None)
    assert by_rows.finish() == at_once.finish()


def test_an_encoder_that_missed_a_picture_converts_all_of_the_next() -> None:
    form = VideoForm(320, 480, 15)
    at_once, by_rows = GroupEncoder(form), GroupEncoder(form)
    for version, color in ((1, (9, 9, 9)), (3, (250, 90, 30))):
        at_once.add(flat(form, color))
        by_rows.add(flat(form, color), Changed(version, 0, 2))
    assert by_rows.finish() == at_once.finish()


def test_a_player_can_begin_before_it_has_all_of_the_file(film: Film) -> None:
    kinds = [box.kind for box in mp4_boxes.read(film.movie).children]
    assert kinds.index("moov") < kinds.index("mdat")


def test_there_is_no_edit_list_and_pictures_are_stored_in_showing_order(film: Film) -> None:
    moov = mp4_boxes.read(film.movie).one("moov")
    assert not moov.has("edts")
    assert not moov.has("ctts")


def test_picture_sound_captions_and_chapters_last_equally_long(film: Film) -> None:
    moov = mp4_boxes.read(film.movie).one("moov")
    length = moov.one("mvhd").number(16) / moov.one("mvhd").number(12)
    account = account_of(TINY, film.request)
    assert length == pytest.approx(account.story.duration, abs=1e-4)
    tracks = moov.all("trak")
    assert len(tracks) == 4
    for trak in tracks:
        mdhd = trak.one("mdia/mdhd")
        assert mdhd.number(16) / mdhd.number(12) == pytest.approx(length, abs=1e-6)
        assert sum(mp4_boxes.sample_times(trak)) == mdhd.number(16)


def test_pictures_are_shown_in_the_order_in_which_they_were_drawn(tmp_path: Path) -> None:
    form = VideoForm(160, 90, 15)
    path = tmp_path / "a.mp4"
    grays = [int(20 + 200 * abs(np.sin(0.4 * i))) for i in range(40)]
    pictures = [flat(form, (gray, gray, gray)) for gray in grays]
    write_movie(path, form, encoded(form, pictures), silence(40 / 15), [], [], TAGS)
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    shown = [float(frame.to_ndarray()[:90].mean()) for frame in frames]
    assert np.allclose(shown, [16 + gray * 219 / 255 for gray in grays], atol=2)
    assert [round(frame.time * 15) for frame in frames] == list(range(40))
    assert {PictureType(frame.pict_type).name for frame in frames} == {"I", "P"}


def test_every_picture_is_shown_equally_long(film: Film) -> None:
    trak = mp4_boxes.read(film.movie).one("moov").all("trak")[0]
    assert len(set(mp4_boxes.sample_times(trak))) == 1


def test_a_key_picture_begins_each_beat_and_comes_every_half_second_of_a_draft(film: Film) -> None:
    story = story_of(TINY, film.request)
    starts = [round(15 * beat.start) for beat in story.beats]
    ends = [*starts[1:], round(15 * story.duration)]
    stss = mp4_boxes.read(film.movie).one("moov").all("trak")[0].one("mdia/minf/stbl/stss")
    keys = [stss.number(8 + 4 * i) for i in range(stss.number(4))]
    assert keys == [k + 1 for start, end in zip(starts, ends, strict=True) for k in range(start, end, 8)]
    assert len(keys) > len(starts) == 3
    with av.open(str(film.movie)) as container:
        kinds = [PictureType(frame.pict_type).name for frame in container.decode(video=0)]
    assert [i + 1 for i, kind in enumerate(kinds) if kind == "I"] == keys


def test_each_group_of_pictures_is_decoded_without_the_others() -> None:
    form = VideoForm(160, 90, 30)
    *_, second = encoded(form, [flat(form, (40, 40, gray)) for gray in range(0, 240, 2)])
    decoder = av.CodecContext.create("h264", "r")
    frames = decoder.decode(av.Packet(header(form) + second[0]))
    frames += [f for p in second[1:] for f in decoder.decode(av.Packet(p))]
    frames += decoder.decode(None)
    assert len(frames) == len(second) == form.frames_a_group == 60


def test_a_group_that_cannot_be_decoded_whole_is_found() -> None:
    form = VideoForm(160, 90, 15)
    (group,) = encoded(form, [flat(form, (gray, 90, 30)) for gray in range(0, 200, 25)])
    check_group(group, header(form))
    with pytest.raises(FilmError, match=r"8 pictures were encoded, and 7 decoded|cannot be decoded"):
        check_group((*group[:4], b"\0\0\0\1\x06nothing", *group[5:]), header(form))


def test_packets_survive_being_packed() -> None:
    for packets in ((), (b"",), (b"a", b"", b"bc" * 40_000)):
        assert unpacked(packed(packets)) == packets


def test_the_sound_is_aac_lc_in_stereo_at_48_khz_and_silent(film: Film) -> None:
    with av.open(str(film.movie)) as container:
        (stream,) = container.streams.audio
        assert (stream.codec_context.name, stream.profile) == ("aac", "LC")
        assert stream.codec_context.sample_rate == 48000
        assert stream.codec_context.layout.name == "stereo"
        loudest = max(float(np.abs(frame.to_ndarray()).max()) for frame in container.decode(audio=0))
    assert loudest < 1e-4


def test_what_a_voice_says_is_heard_at_its_time(tmp_path: Path) -> None:
    rate, pitch = 24_000, 1000
    said = 0.5 * np.sin(2 * np.pi * pitch * np.arange(rate // 2) / rate).astype(np.float32)
    speech = Speech("beep", (), 0.5, (said, rate))
    story = Story("t", "", "", "", ())
    story.beats.append(BeatRecord("a", 0, 3.0, 1.2, 1.7, speech, "", (), (), ()))
    form = VideoForm(160, 90, 15)
    path = tmp_path / "a.mp4"
    pictures = [flat(form, (200, 200, 200))] * 45
    write_movie(path, form, encoded(form, pictures), sound.track(story, 3.0), [], [], TAGS)
    with av.open(str(path)) as container:
        heard = np.concatenate([f.to_ndarray() for f in container.decode(audio=0)], axis=1)
    assert heard.shape[0] == 2
    loud = np.flatnonzero(np.abs(heard[0]) > 0.1) / 48_000
    assert loud[0] == pytest.approx(1.2, abs=0.003)
    assert loud[-1] == pytest.approx(1.7, abs=0.003)


def test_captions_are_in_the_film_as_beside_it_and_not_shown_unasked(film: Film) -> None:
    captions = mp4_boxes.read(film.movie).one("moov").all("trak")[2]
    assert captions.one("mdia/hdlr").data[8:12] == b"sbtl"
    assert captions.one("tkhd").number(1, 3) & 1 == 0
    assert captions.one("mdia/minf/stbl/stsd").data[12:16] == b"tx3g"
    beside = [(c.start_in_seconds, c.text) for c in webvtt.WebVTT.from_string(film.text("vtt")).captions]
    inside = []
    with av.open(str(film.movie)) as container:
        (stream,) = container.streams.subtitles
        assert stream.codec_context.name == "mov_text"
        for packet in container.demux(stream):
            text = bytes(packet)[2:].decode()
            if text and packet.pts is not None and packet.time_base is not None:
                inside.append((int(packet.pts * packet.time_base), text))
    assert inside == beside


def test_picture_and_sound_are_enabled(film: Film) -> None:
    for trak in mp4_boxes.read(film.movie).one("moov").all("trak")[:2]:
        assert trak.one("tkhd").number(1, 3) & 1


def test_chapters_follow_the_beats(film: Film) -> None:
    story = story_of(TINY, film.request)
    with av.open(str(film.movie)) as container:
        found = [
            (c["metadata"]["title"], float(c["start"] * (c["time_base"] or 0)))
            for c in container.chapters()
        ]
    assert [title for title, _ in found] == ["Disc", "Square", "End card"]
    assert [start for _, start in found] == pytest.approx([b.start for b in story.beats], abs=1e-4)


def test_the_file_says_its_title_notice_and_language_and_a_fixed_date(film: Film) -> None:
    with av.open(str(film.movie)) as container:
        assert container.metadata["title"] == "7 Tiny: A clip for the tests"
        assert "not medical advice" in container.metadata["comment"]
        assert "version 0.1.0" in container.metadata["comment"]
        assert container.metadata["creation_time"].endswith("T00:00:00.000000Z")
        assert {s.metadata["language"] for s in container.streams} == {"eng"}
        assert "encoder" not in container.metadata


def test_the_poster_is_the_last_picture_of_the_poster_beat(film: Film) -> None:
    ((record, picture),) = beat_stills(TINY, film.request, ("square",))
    assert record.name == "square"
    poster = Image.open(BytesIO(film.contents()["tiny.poster.png"]))
    assert poster.size == film.request.pixels
    assert np.array_equal(np.asarray(poster), np.asarray(image(picture)))


def test_a_film_that_was_cut_short_or_spoilt_is_not_delivered(tmp_path: Path) -> None:
    form = VideoForm(160, 90, 15)
    groups = encoded(form, [flat(form, (gray, 90, 30)) for gray in range(0, 180, 4)])
    path = tmp_path / "a.mp4"
    write_movie(path, form, groups, silence(3.0), [Cue(("said",), 0.2, 2.0)], [], TAGS)
    check_movie(path, groups, form)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FilmError, match="is the disk full"):
        check_movie(path, groups, form)
    at = whole.index(groups[1][0][-40:])
    path.write_bytes(whole[:at] + bytes(40) + whole[at + 40 :])
    with pytest.raises(FilmError, match="other pictures"):
        check_movie(path, groups, form)
    write_movie(path, form, groups, silence(2.0), [Cue(("said",), 0.2, 2.0)], [], TAGS)
    with pytest.raises(FilmError, match=r"audio track does not last 3\.00 s"):
        check_movie(path, groups, form)


def test_captions_past_the_end_are_cut_to_the_film(tmp_path: Path) -> None:
    form = VideoForm(160, 90, 15)
    path = tmp_path / "a.mp4"
    cue = Cue(("said",), 0.2, 9.0)
    pictures = [flat(form, (1, 2, 3))] * 15
    groups = encoded(form, pictures)
    write_movie(path, form, groups, silence(1.0), [cue], [], TAGS)
    captions = mp4_boxes.read(path).one("moov").all("trak")[2]
    assert sum(mp4_boxes.sample_times(captions)) == 90_000
    check_movie(path, groups, form)
