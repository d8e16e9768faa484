"""The film, broken in many seeded ways: each break is caught."""

from __future__ import annotations

from pathlib import Path

import pytest

from production.check.rules.catalog import RULES
from tests.helpers.checking import copied
from tests.mutations import MUTATIONS
from tests.mutations.mutation import WALKED, Mutation, OfShown, checked, keys, unbroken
from tests.mutations.of_fairness import translate

#: How many ways there are to be, once the rules on pixels have theirs.
WANTED = 40


IN_WORDS = [pytest.param(m, id=m.name) for m in MUTATIONS if not isinstance(m, OfShown)]


def missed(mutation: Mutation) -> str | None:
    """What is wrong, if no rule that should catch a mutation does."""
    found = {key[0] for key in mutation.found()}
    wanted = {*mutation.caught_by}
    return None if found & wanted else f"{mutation.name}: {sorted(found) or 'nothing'} found"


@pytest.mark.parametrize("mutation", IN_WORDS)
def test_a_film_broken_in_words_is_caught(mutation: Mutation) -> None:
    assert missed(mutation) is None


@pytest.mark.xdist_group(WALKED.name)
def test_a_film_broken_in_pictures_is_caught() -> None:
    # One test: the walk is shared by all mutations, and by all other tests of the clip.
    ours = [m for m in MUTATIONS if isinstance(m, OfShown)]
    assert [text for m in ours if (text := missed(m))] == []


def test_there_are_many_ways_to_break_the_film() -> None:
    assert len(MUTATIONS) >= WANTED
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)


def test_every_rule_that_a_mutation_names_exists() -> None:
    known = {rule.name for rule in RULES}
    for mutation in MUTATIONS:
        assert {*mutation.caught_by} <= known, mutation.name


def test_a_mutation_does_the_same_each_time() -> None:
    mutation = next(m for m in MUTATIONS if m.name == "claim too much")
    assert mutation.found() == mutation.found()


def test_a_good_translation_is_complete_and_current(tmp_path: Path) -> None:
    assets = copied(tmp_path)
    translate(assets)
    found = {key[0] for key in keys(checked(assets)) - unbroken()}
    assert not found & {"language-complete", "script-resolves"}
