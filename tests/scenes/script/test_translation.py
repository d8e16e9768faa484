"""Catalogs: what is wrong in one is refused in its clip and nowhere else, with file and line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import polib
import pytest

from production.translate.faults import faults
from production.translate.sync import review, synced, write
from production.translate.units import Source, units
from scenes.script.errors import FilmError
from scenes.script.language.catalog import entry_of, read_catalog
from scenes.script.language.numbers import style_of
from scenes.script.questions import load_questions
from scenes.script.request import AUDIENCES
from scenes.script.script import clip_names, load_clip_script
from scenes.script.toml_file import ROOT
from scenes.script.translation import SCRIPT_DIR, languages

CATALOG = SCRIPT_DIR / "es.po"
OTHERS = [code for code in languages() if code != "en"]
Break = Callable[[polib.POEntry], None]


@cache
def parsed() -> str:
    return CATALOG.read_text(encoding="utf-8")


def broken(folder: Path, name: str, change: Break) -> Path:
    """A folder of English and Spanish with one text changed."""
    file = polib.pofile(f"{parsed()}\n", wrapwidth=0)
    (entry,) = (entry for entry in file if entry.msgctxt == name)
    before = str(entry)
    change(entry)
    assert str(entry) != before, "the fault changes nothing"
    shutil.copy(SCRIPT_DIR / "en.toml", folder)
    file.save(str(folder / "es.po"))
    return folder


def text(old: str, new: str, count: int = 1) -> Break:
    """Change a translation."""

    def change(entry: polib.POEntry) -> None:
        entry.msgstr = re.sub(old, new, entry.msgstr, count=count)

    return change


def swapped(entry: polib.POEntry) -> None:
    """Let two figures change places."""
    first, second, *_ = found = re.findall(r"\{[^}]*\}", entry.msgstr)
    assert first != second, found
    entry.msgstr = entry.msgstr.replace(first, "\0").replace(second, first).replace("\0", second)


def stale(entry: polib.POEntry) -> None:
    """Let it be the translation of another English."""
    entry.msgid += " It is so."


def unsure(entry: polib.POEntry) -> None:
    entry.flags.append("fuzzy")


def gone(entry: polib.POEntry) -> None:
    entry.obsolete = True


def moved(entry: polib.POEntry) -> None:
    """Let a figure have been one when it was translated."""
    entry.tcomment = re.sub(r"=\d+", "=1", entry.tcomment, count=1)


COUNT, SUMMARY = "safety.count.patient", "safety.summary.patient"
LABEL, TITLE = "binding.place.labels.plasma", "binding.title"
FAULTS: dict[str, tuple[str, Break, str]] = {
    "a figure dropped": (COUNT, text(r"\{vod_all\.in_100\}", ""), "lacks {vod_all.in_100}"),
    "another figure": (COUNT, text(r"vod_all\.in_100", "vod_fatal.in_100"), "lacks {vod_all.in_100}"),
    "a figure twice": (COUNT, text(r"$", " {vod_all.in_100}"), "has {vod_all.in_100} too often"),
    "two figures swapped": (COUNT, swapped, "in another order than the English"),
    "figures of two trials swapped": ("evidence.liver.patient", swapped, "in another order than the English"),
    "a figure in words that are not there": (COUNT, text(r"(vod_hsct\.in_100)\}", r"\1:words}"), "no word for 23"),
    "a form that nobody gave": (COUNT, text(r"(vod_all\.in_100)\}", r"\1:words.zz}"), "give number.14.zz in the"),
    "a broken placeholder": (COUNT, text(r"\{vod_all\.in_100\}", "{vod_all.in_100"), "it needs the figures"),
    "an older English": (COUNT, stale, "translated from an older English"),
    "an older English of a label": (LABEL, stale, "translated from an older English"),
    "not sure": (COUNT, unsure, "marked as fuzzy"),
    "empty": (COUNT, text(".*", ""), "not translated yet"),
    "only a space": (LABEL, text(".*", " "), "not translated yet"),
    "taken out": (COUNT, gone, "not translated yet"),
    "a title taken out": (TITLE, gone, "not translated yet"),
    "another plural": (COUNT, moved, "may need another plural"),
    "a digit typed": (COUNT, text("$", " 14"), "'14' is typed by hand"),
    "an Arabic digit typed": (COUNT, text("$", " ١٤"), "'١٤' is typed by hand"),
    "a full-width digit typed": (COUNT, text("$", " １４"), "'１４' is typed by hand"),
    "an ordinal typed": (COUNT, text("$", " 2.º"), "'2' is typed by hand"),
    "markup": (COUNT, text("^", "<b>x</b> "), "is markup"),
    "an entity": (LABEL, text("$", "&nbsp;x"), "is markup"),
    "stars": (COUNT, text(r"\w+", r"**\g<0>**"), "is markup"),
    "a mark of direction": (COUNT, text("^", "\u202e"), "which nobody sees"),
    "an isolate": (LABEL, text("$", "\u2069"), "which nobody sees"),
    "a letter that nobody sees": (COUNT, text(" ", "\u200b "), "which nobody sees"),
    "three hundred letters": (LABEL, text("$", " muy" * 75), "letters, the English"),
    "a letter without a shape": (LABEL, text("$", "漢"), "has no letter"),
    "a color lost": (SUMMARY, text(r"\[([^\]]*)\]\(\w+\)", r"\1"), "its color marks"),
    "a wrong color": (SUMMARY, text(r"\]\(\w+\)", "](blast)"), "its color marks"),
    "brackets left open": (COUNT, text(r"(\w+)$|(\w+)\.$", "[x."), "no [ or ] here"),
    "the lead of a title lost": ("safety.title", text(r"\|", " "), "its | are not"),
    "a source lost": ("sources.uspi.short", gone, "not translated yet"),
    "a word of the ledger lost": ("facts.age_under20.share", gone, "not translated yet"),
    "the film's own words lost": ("words.notice", gone, "not translated yet"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_catalog_is_refused_with_file_and_line(fault: str, tmp_path: Path) -> None:
    name, change, says = FAULTS[fault]
    root = broken(tmp_path, name, change)
    clip = {"sources": "safety", "facts": "leukemia", "words": "drug"}.get(name.split(".")[0], name.split(".")[0])
    with pytest.raises(FilmError, match=re.escape(says)) as caught:
        load_clip_script(clip, "es", "patient", root)
    assert re.search(rf"es\.po: \S*{re.escape(name.split('.', 1)[1])}( \(line \d+\))?: ", str(caught.value))
    assert len(str(caught.value).splitlines()) == 1
    if name.split(".")[0] == clip:  # all that is another clip's, or English, goes on
        load_clip_script("treatment", "es", "patient", root)
    load_clip_script(clip, "en", "patient", root)


def test_what_only_students_are_told_is_refused_to_them_alone(tmp_path: Path) -> None:
    root = broken(tmp_path, "safety.count.student", gone)
    load_clip_script("safety", "es", "patient", root)
    with pytest.raises(FilmError, match="not translated yet"):
        load_clip_script("safety", "es", "student", root)


@pytest.mark.parametrize("language", OTHERS)
def test_every_clip_can_be_told_in_every_language_and_has_all_figures_of_the_english(language: str) -> None:
    for clip in clip_names(language):
        for audience in AUDIENCES:
            script, english = (load_clip_script(clip, code, audience) for code in (language, "en"))
            assert script.beat_names == english.beat_names
            assert [beat.labels.keys() for beat in script.beats] == [beat.labels.keys() for beat in english.beats]
            assert script.machine, "nobody has reviewed it, and it does not say so"


@pytest.mark.parametrize("language", OTHERS)
def test_catalogs_are_what_sync_makes_of_the_english_of_today(language: str) -> None:
    source = Source.load()
    for room in ("script", "pages", "questions", "lessons"):
        path = ROOT / "assets" / room / f"{language}.po"
        made = f"{synced(path.parent, language, source)}".rstrip()
        assert made == path.read_text(encoding="utf-8").rstrip(), f"run render.py translations sync {language}"


def test_sync_loses_nothing_that_somebody_wrote(tmp_path: Path) -> None:
    folder = tmp_path / "script"
    folder.mkdir()
    shutil.copy(CATALOG, folder)
    english = (SCRIPT_DIR / "en.toml").read_text(encoding="utf-8")
    changed = english.replace('title = "Bind"', 'title = "Binds"').replace("plasma = ", "serum = ")
    assert changed.count("serum = ")
    assert 'title = "Binds"' in changed
    (folder / "en.toml").write_text(changed, encoding="utf-8")
    path, former = folder / "es.po", read_catalog(CATALOG)
    assert write(synced(folder, "es", Source.load()), path)
    file = {entry.msgctxt: entry for entry in polib.pofile(str(path))}
    title = file["binding.title"]
    assert (title.fuzzy, title.msgid, title.previous_msgid) == (True, "Binds", "Bind")
    assert title.msgstr == former.text("binding.title")
    old = file["binding.place.labels.plasma"]
    assert old.obsolete
    assert old.msgstr == former.text("binding.place.labels.plasma")
    assert not file["binding.place.labels.serum"].msgstr, "matched by name alone"
    assert not write(synced(folder, "es", Source.load()), path), "a second time changes nothing"


def test_a_new_catalog_asks_for_the_cues_that_others_have_and_a_clip_for_its_own_texts_alone(tmp_path: Path) -> None:
    assets, source = tmp_path / "assets", Source.load()
    for room in ("script", "pages"):
        shutil.copytree(ROOT / "assets" / room, assets / room)
        write(synced(assets / room, "sv", source), assets / room / "sv.po")
    path = assets / "script" / "sv.po"
    file, spanish = polib.pofile(str(path)), read_catalog(CATALOG)
    assert {entry.msgctxt for entry in file if ".cue." in entry.msgctxt} == {
        name for name in spanish.entries if ".cue." in name}
    needed = ("language.", "names.", "number.", "words.", "binding.", "sources.")
    for entry in file:
        if entry.msgctxt.startswith(needed):
            entry.msgstr = entry.msgid
    file.save(str(path))
    assert faults(assets, "sv", source, ["binding"]) == []
    assert faults(assets, "sv", source)
    (cue,) = (entry for entry in file if entry.msgctxt.startswith("binding.") and ".cue." in entry.msgctxt)
    cue.msgstr = ""
    file.save(str(path))
    (fault,) = faults(assets, "sv", source, ["binding"])
    assert "comes by guess" in fault
    found = faults(assets, "sv", source, ["binding", "safety"])
    assert any(": safety.liver.patient (" in fault for fault in found)
    assert not any(": drug." in fault for fault in found)


def test_a_translator_is_told_what_each_text_is_and_how_long_a_label_is_as_shown() -> None:
    notes = {unit.name: unit.notes[0] for unit in units(SCRIPT_DIR, Source.load()) if unit.notes}
    label = "Stands in the picture: a few words, never a sentence; "
    assert notes["binding.dock.labels.payload.patient"] == f"{label}for patients; the English has 4 letters, 7 may fit"
    assert notes["safety.count.labels.of_hundred"] == f"{label}the English has 6 letters, 9 may fit"
    assert notes["safety.subtitle"].endswith("on one line; the English has 19 letters, 23 may fit")
    assert "[word](actor)" in notes["binding.summary.patient"]
    assert notes["binding.hold.patient"].startswith("Spoken; for patients; about ")


def test_a_review_holds_until_text_english_or_figure_change(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    shutil.copy(CATALOG, path)
    assert review(path, "Dr. Ada", ("safety.count",), date(2026, 12, 1)) > 2
    entry = read_catalog(path).entries[COUNT]
    assert entry.reviewed
    assert entry.notes["status"].startswith("reviewed Dr. Ada 2026-12-01 ")
    assert not read_catalog(path).entries[SUMMARY].reviewed
    for change in (text("$", " Así es."), stale, moved):
        (found,) = (entry for entry in polib.pofile(str(path)) if entry.msgctxt == COUNT)
        change(found)
        assert not entry_of(found).reviewed


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('msgctxt "binding.title"\n', "", "without msgctxt"),
        ('msgctxt "binding.title"', 'msgctxt "binding.subtitle"', "is there twice"),
        ('"Language: es\\n"', '"Language: de\\n"', "its header says Language: de"),
        ('msgctxt "binding.title"', 'msgctx "binding.title"', "not a valid PO file"),
        ("X-Digits: latn", "X-Digits: roman", "is not known"),
        ("X-Locale: es_US", "X-Locale: qx_QX", "there is no language"),
    ],
)
def test_a_catalog_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in parsed()
    path = tmp_path / "es.po"
    path.write_text(parsed().replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FilmError, match=re.escape(says)) as caught:
        style_of(read_catalog(path))
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("header", "value", "written", "month"),
    [
        ("X-Locale: es_US", 3470.5, "3,470.5", "noviembre de 2026"),
        ("X-Locale: es_ES", 3470.5, "3.470,5", "noviembre de 2026"),
        ("X-Locale: zh_Hans", 3470, "3,470", "2026年11月"),
        ("X-Locale: ar_EG", 3470.5, "٣٬٤٧٠٫٥", "نوفمبر ٢٠٢٦"),
    ],
)
def test_figures_and_months_are_written_as_in_the_region(
    tmp_path: Path, header: str, value: float, written: str, month: str
) -> None:
    path = tmp_path / "es.po"
    words = parsed().replace("X-Locale: es_US", header)
    path.write_text(words.replace("latn", "arab") if "EG" in header else words, encoding="utf-8")
    style = style_of(read_catalog(path))
    assert (style.digits(value), style.month(date(2026, 11, 29))) == (written, month)


@pytest.mark.parametrize("language", OTHERS)
def test_questions_rest_on_the_same_facts_in_every_language(language: str) -> None:
    theirs, ours = (load_questions("safety", code) for code in (language, "en"))
    assert [(one.id, one.facts) for one in theirs] == [(one.id, one.facts) for one in ours] != []
