"""Which colors are the style's, and which draw what a label names."""

from __future__ import annotations

from production.check.limits import IN_STYLE
from production.check.looking.color_science import (
    colors,
)
from production.check.looking.style_colors import ROLES, palette, strays
from scenes.stage import style
from scenes.stage.style import mix


def test_style_colors_lighter_inked_and_hazed_are_the_styles() -> None:
    made = []
    for color in palette().values():
        made += [
            color, style.lighter(color, 0.37), style.inked(color, 0.42),
            mix(style.lighter(color, 0.25), style.CYTOSOL, 0.6), mix(color, style.NUCLEUS, 0.5),
        ]
    assert strays(colors(*made)).max() < IN_STYLE.value


def test_it_is_said_of_every_role_of_a_label_what_draws_it_or_that_nothing_does() -> None:
    assert set(ROLES) == set(style.LABEL)
    assert {"antibody", "cd22", "payload", "dna"} <= {role for role, names in ROLES.items() if names}
    for names in ROLES.values():
        assert all(name in palette() for name in names)
