"""Ways to break the film, each of which some rule must catch.

A new family of rules adds a module here with a tuple ``MUTATIONS``, and its line below.
"""

from __future__ import annotations

from typing import Final

from tests.mutations import of_captions, of_facts, of_fairness, of_pictures, of_pixels, of_words
from tests.mutations.mutation import Mutation

MUTATIONS: Final[tuple[Mutation, ...]] = (
    *of_captions.MUTATIONS,
    *of_words.MUTATIONS,
    *of_facts.MUTATIONS,
    *of_fairness.MUTATIONS,
    *of_pictures.MUTATIONS,
    *of_pixels.MUTATIONS,
)
