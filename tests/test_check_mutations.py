"""The film, broken in many seeded ways: each break is caught."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from production.check.rules import RULES
from tests.checking import copied
from tests.mutations import MUTATIONS
from tests.mutations.mutation import Mutation, OfShown, checked, keys, unbroken
from tests.mutations.of_fairness import translate

#: How many ways there are to be, once the rules on pixels have theirs.
WANTED = 40


def cases() -> Iterator[object]:
    """Every mutation; those of one clip's walk share a worker."""
    for mutation in MUTATIONS:
        group = mutation.clip if isinstance(mutation, OfShown) else ""
        marks = [pytest.mark.xdist_group(f"mutations-{group}")] if group else []
        yield pytest.param(mutation, id=mutation.name, marks=marks)


@pytest.mark.parametrize("mutation", [*cases()])
def test_a_broken_film_is_caught(mutation: Mutation) -> None:
    found = mutation.found()
    assert {key[0] for key in found} & {*mutation.caught_by}, sorted(found)


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
    assert not found & {"language-complete", "translation-current", "script-resolves"}
