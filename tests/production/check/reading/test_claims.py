"""The list of claims: phrases, and what they may rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from production.check.reading.claims import Claims, Needed, pattern
from scenes.script.errors import FilmError
from scenes.script.facts import load_ledger
from tests.helpers.checking import (
    real,
)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cure", "It cures.", False),
        ("cure", "A CURE.", True),
        ("cure", "It is secure.", False),
        ("guid*", "a guided missile", True),
        ("guid*", "misguided", False),
        ("smart bomb", "a smart-bomb", True),
        ("all cells", "B-ALL cells", False),
        ("all cells", "all  cells", True),
        ("B ALL", "B-ALL", True),
    ],
)
def test_phrases_are_found_at_word_boundaries(phrase: str, text: str, found: bool) -> None:
    assert (pattern((phrase,)).search(text) is not None) is found


def test_each_entry_of_the_list_finds_its_own_first_phrase() -> None:
    for claim in real().claims.avoided:
        text = f"{claim.phrases[0].replace('*', '')} {' '.join(claim.beside[:1]).replace('*', '')}"
        assert list(claim.found(text, text)), claim.id


def test_facts_that_a_word_may_rest_on_are_in_the_ledger() -> None:
    ledger = load_ledger()
    for claim in real().claims.needed:
        assert claim.met_by(tuple(ledger.facts)) or claim.id in ("approved",), claim.id


def test_a_broken_list_of_claims_names_file_key_and_line(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text('[brand]\ngeneric = "g"\nnames = ["b"]\n[avoid.a]\nphrases = ["x"]\nwhi = "y"\n[needs]\n')
    with pytest.raises(FilmError, match=r"avoid\.a\.whi \(line 6\): unknown key. Did you mean 'why'"):
        Claims.load(path)
    path.write_text('[brand]\ngeneric = "g"\nnames = []\n[avoid]\n[needs]\n')
    with pytest.raises(FilmError, match=r"brand\.names \(line 3\): must be a list of words"):
        Claims.load(path)


def test_needed_facts_may_be_named_by_their_beginning() -> None:
    claim = Needed("x", ("VOD",), ("vod_*",), "why", "en")
    assert claim.met_by(("a", "vod_hsct"))
    assert not claim.met_by(("a", "avoid"))
