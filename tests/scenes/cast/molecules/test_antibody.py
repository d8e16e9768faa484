"""The antibody is as large as measured, and carries two to eight payloads."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest
import shapely

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.igg4 import lambda_conformation
from scenes.script.facts import load_ledger
from scenes.script.toml_file import ROOT
from scenes.stage.style import INK, PAYLOAD
from scenes.stage.view import View
from tests.helpers.extents import extent

VIEW = View(15.0)
LEDGER = load_ledger()


def body_of(antibody: Antibody) -> shapely.Geometry:
    """The antibody's silhouette without its contour and its payloads."""
    bare = Antibody(antibody.view, seed=antibody.seed, payloads=0, form=antibody.form)
    bare.flex()
    bare.pose((0, 0))
    return shapely.union_all([g for g, color in bare.posed_fills() if color != INK])


def test_a_spread_antibody_is_about_16_nm_across_and_high() -> None:
    width, height = extent(body_of(Antibody(VIEW, seed=1)))
    assert width == pytest.approx(16.0, abs=1.0)
    assert height == pytest.approx(16.0, abs=1.0)


def test_a_spread_antibody_holds_its_tips_twelve_to_fourteen_nm_apart() -> None:
    antibody = Antibody(VIEW, seed=1)
    antibody.flex(51, 51, 6, 6)
    antibody.pose((3, 2), 0.4)
    apart = float(np.linalg.norm(antibody.arm_tip(0) - antibody.arm_tip(1)))
    assert 12.0 <= apart <= 14.0


def test_the_folded_antibody_has_the_extent_of_the_crystal() -> None:
    longest = LEDGER.number("igg4_shape.nm")
    hull = shapely.minimum_rotated_rectangle(body_of(Antibody(VIEW, seed=1, form="lambda")))
    x, y = hull.exterior.coords.xy
    sides = sorted(float(np.hypot(x[i + 1] - x[i], y[i + 1] - y[i])) for i in range(2))
    assert sides[1] == pytest.approx(longest, rel=0.1)
    assert sides[0] == pytest.approx(LEDGER.number("igg4_shape.width_nm"), rel=0.15)


def test_the_measured_layout_names_its_source_and_its_twelve_domains() -> None:
    measured = ROOT / "assets" / "shapes" / "igg4.toml"
    raw = tomllib.loads(measured.read_text(encoding="utf-8"))
    assert raw["pdb"] == "5DK3"
    assert raw["doi"] == "10.1038/nsmb.3129"
    assert len(lambda_conformation().domains) == 12
    names = sorted(p.name for p in lambda_conformation().domains)
    assert names == sorted(2 * ["VL", "VH", "CL", "CH1", "CH2", "CH3"])


@pytest.mark.parametrize("count", range(2, 9))
@pytest.mark.parametrize("form", ["spread", "lambda"])
def test_an_antibody_carries_two_to_eight_payloads_none_on_its_tips(count: int, form: str) -> None:
    antibody = Antibody(
        VIEW, seed=count, payloads=count, form=form, detail="organelle"  # type: ignore[arg-type]
    )
    assert sum(antibody.has_payload(i) for i in range(9)) == count
    for i in range(count):
        for side in (0, 1):
            place = antibody.payload_place(i)[0]
            assert np.linalg.norm(place - antibody.arm_tip(side)) > 2.0


def test_a_dropped_payload_starts_where_it_hung() -> None:
    antibody = Antibody(VIEW, seed=1)
    antibody.flex(40, 60, 8, 2)
    antibody.pose((5, -3), 1.1)
    parts = antibody.payloads[2]
    fill = next(p for p in parts if p.fill_color.to_hex().upper() == PAYLOAD)
    shown = VIEW.place((fill.points.min(axis=0) + fill.points.max(axis=0)) / 2)
    count = len(antibody.submobjects)
    place, _ = antibody.drop_payload(2)
    assert place == pytest.approx(shown, abs=0.35)
    assert not antibody.has_payload(2)
    assert len(antibody.submobjects) == count - len(parts)


def test_the_same_seed_draws_the_same_antibody() -> None:
    one, other = (Antibody(VIEW, seed=5, payloads=4) for _ in range(2))
    for a, b in zip(one.parts(), other.parts(), strict=True):
        assert np.array_equal(a.points, b.points)


def test_an_actor_grows_with_its_view() -> None:
    antibody = Antibody(VIEW, seed=1, detail="organelle")
    near = extent_of(antibody)
    antibody.view = View(30.0)
    antibody.pose((0, 0))
    assert extent_of(antibody) == pytest.approx(2 * near)


def extent_of(antibody: Antibody) -> float:
    points = np.vstack([p.points for p in antibody.parts()])
    return float(np.ptp(points[:, 0]))
