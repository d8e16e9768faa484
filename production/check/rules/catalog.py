"""All rules, family by family: a new family adds its line here."""

from __future__ import annotations

from typing import Final

from production.check.rule import AnyRule
from production.check.rules import (
    beats,
    calm,
    captions,
    eyes,
    fair,
    fit,
    legible,
    lessons,
    pictures,
    plain,
    questions,
    screens,
    translations,
    true,
    voice,
)
from production.check.rules import ledger as ledger_rules

RULES: Final[tuple[AnyRule, ...]] = (
    *legible.RULES,
    *eyes.RULES,
    *beats.RULES,
    *calm.RULES,
    *captions.RULES,
    *screens.RULES,
    *plain.RULES,
    *true.RULES,
    *ledger_rules.RULES,
    *pictures.RULES,
    *fair.RULES,
    *fit.RULES,
    *translations.RULES,
    *voice.RULES,
    *questions.RULES,
    *lessons.RULES,
)


def rules_named(names: tuple[str, ...]) -> tuple[AnyRule, ...]:
    """The rules, or families of rules, of these names; all rules if none is given."""
    wanted = {name.lower() for name in names}
    return tuple(
        rule for rule in RULES if not wanted or {rule.name, rule.family.lower()} & wanted
    )


def names() -> tuple[str, ...]:
    """What a rule may be asked for by: its name, or its family's."""
    return (*(rule.name for rule in RULES), *dict.fromkeys(rule.family.lower() for rule in RULES))
