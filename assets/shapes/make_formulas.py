"""Make ``formulas.toml``: the skeletal formulas of the film, from their SMILES, with RDKit.

Run by hand when a formula changes (``python assets/shapes/make_formulas.py``); the film reads
only the figures that this writes, so RDKit is not needed to render it. Atom map numbers in
the SMILES name the atoms, and the same number means the same atom in every formula of a
reaction: that is what lets one formula turn into the next.

Where an atom stands is set by ``CAGE`` and ``CHAIN`` (bond length 1): the warhead is a bridged
bicycle, which no layout program draws well, and an atom must not jump from one step of a
reaction to the next. RDKit says what is joined to what, and checks every valence and sum
formula.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rdkit import Chem
from rdkit.Chem import rdDepictor
from rdkit.Chem.rdMolDescriptors import CalcMolFormula
from rdkit.Geometry import Point2D

HERE = Path(__file__).parent

#: What the SMILES rest on, written beside each formula.
CALICHEAMICIN = (
    "Connectivity of N-acetyl-gamma-calicheamicin dimethyl hydrazide as in the InChI of the "
    "drug's payload; sugars and linker cut at R. The steps after reduction: conjugate addition "
    "and Bergman cyclization, Zein et al., Science 1988;240:1198."
)
LINKER = (
    "Condensation of 4-(4'-acetylphenoxy)butanoic acid (AcBut) with 3-methyl-3-mercaptobutane "
    "hydrazide, US prescribing information, section 11; hydrazone drawn E."
)

#: Names of the atoms, by atom map number. The numbering is the film's own: C1-C10 run round
#: the ten-membered ring from the carbon that carries the sugars.
WARHEAD_NAMES = {
    **{i: f"C{i}" for i in range(1, 16)},
    16: "O_ketone", 17: "O_hydroxyl", 18: "O_sugar", 19: "S_inner", 20: "S_outer",
    21: "N", 22: "C_carbamate", 23: "O_carbonyl", 24: "O_ester", 25: "C_methyl",
    26: "R_sugar", 27: "R_linker",
}  # fmt: skip
LINKER_NAMES = {
    1: "C_ketone", 2: "C_methyl", 3: "N_imine", 4: "N_hydrazide", 5: "C_acyl", 6: "O_acyl",
    7: "C_chain", 8: "C_dimethyl", 9: "C_left", 10: "C_right", 11: "S_linker", 12: "S_payload",
    13: "R_payload", 14: "Ar1", 15: "Ar2", 16: "Ar3", 17: "Ar4", 18: "Ar5", 19: "Ar6",
    20: "O_ether", 21: "R_antibody", 22: "O_water",
}  # fmt: skip

#: The whole of what hangs on the antibody: payload, disulfide, linker, the lysine's nitrogen. Atoms of the
#: linker have map numbers from 101 on, with the sulfur that the label counts to it (20).
WHOLE = (
    "CCN(C(C)=O)C1COC(OC2C([O:18][CH:1]3[C:2]#[C:3]/[CH:4]=[CH:5]\\[C:6]#[C:7][C:8]4([OH:17])[CH2:13]"
    "[C:14](=[O:16])[C:15]([NH:21][C:22](=[O:23])[O:24][CH3:25])=[C:10]3/[C:9]4=[CH:11]\\[CH2:12][S:19]"
    "[S:20][C:108]([CH3:109])([CH3:110])[CH2:107][C:105](=[O:106])[NH:104]/[N:103]=[C:101](\\[CH3:102])"
    "[c:114]9[cH:115][cH:116][c:117]([O:120][CH2:121][CH2:122][CH2:123][C:124](=[O:125])[NH:126][127*:127])"
    "[cH:118][cH:119]9)OC(C)C(NOC3CC(O)C(SC(=O)c4c(C)c(I)c(OC5OC(C)C(O)C(OC)C5O)c(OC)c4OC)C(C)O3)C2O)"
    "CC1OC"
)
WHOLE_SOURCE = (
    "Connectivity of N-acetyl-gamma-calicheamicin dimethyl hydrazide as in the InChI of the drug's payload, "
    "joined as a hydrazone (E) to 4-(4'-acetylphenoxy)butanoic acid, whose acid holds a lysine of the antibody: "
    "US prescribing information, section 11. Stereochemistry of the sugars not drawn."
)
#: Payload C61H84IN5O23S3 and AcBut C12H14O4 less two waters, with the nitrogen of a lysine (R: the antibody).
WHOLE_SUM = "C73H96*IN6O25S3"
_TURNS, _RIM = 9000, 9.2
#: By how much the sugars are swung away from the disulfide, degrees, about the oxygen between.
_SWING = 10.0

_CARBAMATE = "[NH:21][C:22](=[O:23])[O:24][CH3:25]"
_DIYNE = "[C:2]#[C:3]/[CH:4]=[CH:5]\\[C:6]#[C:7]"
_HEAD = "[26*:26][O:18][CH:1]1"
_ENONE = f"[C:8]2([OH:17])[CH2:13][C:14](=[O:16])[C:15]({_CARBAMATE})=[C:10]1"
_TIGHT = f"[C:8]2([OH:17])[CH2:13][C:14](=[O:16])[CH:15]({_CARBAMATE})[C:10]13"
_BENZYNE = "[C:2]4=[C:3][CH:4]=[CH:5][C:6]=[C:7]4"

#: The ten-membered ring before and after it is tightened, and the benzene ring it becomes;
#: (x, y) in bond lengths, y up. Only what differs from the state before is given anew.
CAGE: dict[str, dict[int, tuple[float, float]]] = {
    "warhead": {
        1: (0.22, 1.36), 2: (0.46, 2.32), 3: (0.24, 3.28), 4: (-0.58, 3.86),
        5: (-1.56, 3.62), 6: (-2.02, 2.72), 7: (-2.06, 1.66), 8: (-1.72, 0.52),
        9: (-0.74, 0.74), 10: (0.10, -0.12), 11: (0.42, 0.84), 12: (1.36, 0.46),
        13: (-1.72, -0.82), 14: (-0.86, -1.54), 15: (0.06, -1.06),
        16: (-0.86, -2.54), 17: (-2.68, 0.24), 18: (1.16, 1.68),
        19: (2.10, 1.18), 20: (3.12, 0.94), 21: (0.94, -1.58), 22: (1.86, -1.18),
        23: (2.00, -0.20), 24: (2.68, -1.78), 25: (3.60, -1.40), 26: (1.32, 2.66),
        27: (3.84, 1.66),
    },
}  # fmt: skip
CAGE["thiol"] = {k: v for k, v in CAGE["warhead"].items() if k not in (20, 27)}
CAGE["tightened"] = CAGE["thiol"] | {
    2: (0.32, 2.32), 3: (0.10, 3.24), 4: (-0.64, 3.82), 5: (-1.54, 3.56), 6: (-1.94, 2.66),
    7: (-1.88, 1.62), 19: (1.08, -0.44), 12: (1.42, 0.50),
}  # fmt: skip
CAGE["diradical"] = CAGE["tightened"] | {
    1: (0.22, 1.34), 2: (-0.62, 1.98), 7: (-1.56, 1.54), 3: (-0.54, 2.98), 4: (-1.38, 3.58),
    5: (-2.30, 3.16), 6: (-2.40, 2.14), 26: (1.40, 2.64), 18: (1.16, 1.66),
}  # fmt: skip

#: The linker, laid on a hexagonal grid from the antibody (left) to the payload. After the cut
#: the two pieces stand apart, the water's oxygen where the nitrogen was.
CHAIN = {
    21: (-0.50, -0.87), 20: (0.00, 0.00), 17: (1.00, 0.00), 14: (3.00, 0.00), 1: (4.00, 0.00),
    3: (4.50, 0.87), 4: (5.50, 0.87), 5: (6.00, 0.00), 7: (7.00, 0.00), 8: (7.50, 0.87),
    11: (8.50, 0.87), 12: (9.00, 0.00), 13: (10.00, 0.00), 2: (4.50, -0.87), 6: (5.50, -0.87),
    15: (2.50, 0.87), 16: (1.50, 0.87), 18: (1.50, -0.87), 19: (2.50, -0.87),
    9: (6.75, 1.55), 10: (7.75, 1.85), 22: (3.55, 1.95),
}  # fmt: skip
APART = CHAIN | {i: (CHAIN[i][0] - 0.75, CHAIN[i][1]) for i in (*range(14, 22), 1, 2)}
APART |= {i: (CHAIN[i][0] + 0.75, CHAIN[i][1]) for i in range(3, 14)}
APART[22] = (APART[1][0] + 0.5, 0.87)

#: Bonds that pass in front of another where the drawing of the cage crosses itself.
CROSSINGS = [((9, 11), (1, 10))]


@dataclass(frozen=True)
class Recipe:
    """What one formula is made from."""

    smiles: str
    names: dict[int, str]
    source: str
    places: dict[int, tuple[float, float]]
    crossings: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    formula: str = ""


def warhead_recipes() -> dict[str, Recipe]:
    """The warhead and the three steps after it."""
    chain = {
        "warhead": "[CH2:12][S:19][S:20][27*:27]",
        "thiol": "[CH2:12][SH:19]",
    }
    smiles = {
        name: f"{_HEAD}{_DIYNE}{_ENONE}/[C:9]2=[CH:11]\\{tail}" for name, tail in chain.items()
    }
    five_ring = "[C:9]2=[CH:11][CH2:12][S:19]3"
    smiles["tightened"] = f"{_HEAD}{_DIYNE}{_TIGHT}{five_ring}"
    smiles["diradical"] = f"{_HEAD}{_BENZYNE}{_TIGHT}{five_ring}"
    sums = {
        "warhead": "C17H13*2NO5S2", "thiol": "C17H14*NO5S",
        "tightened": "C17H14*NO5S", "diradical": "C17H14*NO5S",
    }  # fmt: skip
    return {
        name: Recipe(text, WARHEAD_NAMES, CALICHEAMICIN, CAGE[name], CROSSINGS, sums[name])
        for name, text in smiles.items()
    }


def linker_recipes() -> dict[str, Recipe]:
    """The acid-cut hydrazone of the linker, before and after, and its disulfide."""
    aryl = "[c:14]1[cH:15][cH:16][c:17]([O:20][21*:21])[cH:18][cH:19]1"
    tail = "[C:5](=[O:6])[CH2:7][C:8]([CH3:9])([CH3:10])[S:11][S:12][13*:13]"
    return {
        "hydrazone_before": Recipe(
            f"[CH3:2]/[C:1]({aryl})=[N:3]\\[NH:4]{tail}.[OH2:22]", LINKER_NAMES, LINKER, CHAIN
        ),
        "hydrazone_after": Recipe(
            f"[CH3:2][C:1]({aryl})=[O:22].[NH2:3][NH:4]{tail}", LINKER_NAMES, LINKER, APART
        ),
        "disulfide": Recipe(f"[*:4]{tail}", LINKER_NAMES | {4: "R_linker"}, LINKER, CHAIN),
    }


def laid_out(recipe: Recipe) -> Chem.Mol:
    """The molecule with coordinates in bond lengths, checked against its sum formula."""
    mol = Chem.MolFromSmiles(recipe.smiles)
    if recipe.formula and CalcMolFormula(mol) != recipe.formula:
        raise ValueError(f"{recipe.smiles} is {CalcMolFormula(mol)}, not {recipe.formula}")
    Chem.Kekulize(mol, clearAromaticFlags=True)
    rdDepictor.Compute2DCoords(mol)
    conformer = mol.GetConformer()
    for atom in mol.GetAtoms():
        x, y = recipe.places[atom.GetAtomMapNum()]
        conformer.SetAtomPosition(atom.GetIdx(), (x, y, 0.0))
    return mol


def whole_recipe() -> Recipe:
    """Linker and payload in one formula, folded up to lie in a round lens."""
    mol = Chem.MolFromSmiles(WHOLE)
    Chem.Kekulize(mol, clearAromaticFlags=True)
    mapped = {a.GetAtomMapNum(): a.GetIdx() for a in mol.GetAtoms() if a.GetAtomMapNum()}
    cage = {n: xy for n, xy in CAGE["warhead"].items() if n in mapped}
    start = {mapped[n]: Point2D(1.5 * x, 1.5 * y) for n, (x, y) in cage.items()}
    rdDepictor.Compute2DCoords(mol, coordMap=start, canonOrient=False)
    xy = mol.GetConformer().GetPositions()[:, :2] / 1.5
    xy = folded(mol, xy, {mapped[n] for n in cage})
    sugars = [a.GetIdx() for a in mol.GetAtoms() if not a.GetAtomMapNum()]
    swing(xy, sugars, mapped[18], _SWING)
    # The sugar with the nitrogen, by its glycosidic oxygen: away from the ring of the enediyne.
    match = mol.GetSubstructMatch(Chem.MolFromSmarts("O(C1CC(OC)C(N(CC)C(C)=O)CO1)C"))
    swing(xy, beyond(mol, match[-1], match[0]), match[0], -1.5 * _SWING)
    for atom in mol.GetAtoms():
        atom.SetAtomMapNum(atom.GetAtomMapNum() or 200 + atom.GetIdx())
    names = {}
    for atom in mol.GetAtoms():
        n = atom.GetAtomMapNum()
        part = "R" if n == 127 else "linker" if n == 20 or 100 < n < 127 else "payload"
        names[n] = f"{part}_{n}"
    places = {a.GetAtomMapNum(): (float(xy[a.GetIdx(), 0]), float(xy[a.GetIdx(), 1])) for a in mol.GetAtoms()}
    crossing = [((9, 11), (1, 10))]
    return Recipe(Chem.MolToSmiles(mol), names, WHOLE_SOURCE, places, crossing, WHOLE_SUM)


def beyond(mol: Chem.Mol, fixed: int, first: int) -> list[int]:
    """All atoms that hang on ``first`` when its bond to ``fixed`` is cut."""
    side, todo = {first}, [first]
    while todo:
        for n in mol.GetAtomWithIdx(todo.pop()).GetNeighbors():
            if n.GetIdx() != fixed and n.GetIdx() not in side:
                side.add(n.GetIdx())
                todo.append(n.GetIdx())
    return sorted(side)


def swing(xy: np.ndarray, atoms: list[int], pivot: int, degrees: float) -> None:
    """Turn some atoms about another one, counterclockwise."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    middle = xy[pivot].copy()
    xy[atoms] = middle + (xy[atoms] - middle) @ np.array([[c, s], [-s, c]])


def folded(mol: Chem.Mol, xy: np.ndarray, still: set[int]) -> np.ndarray:
    """Flip sides of single bonds (all angles stay) until nothing clashes and all lies in a small circle."""
    bonds = np.array([(b.GetBeginAtomIdx(), b.GetEndAtomIdx()) for b in mol.GetBonds()])
    sides = []
    for bond in mol.GetBonds():
        a, b = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        if bond.GetBondType() == Chem.BondType.SINGLE and not bond.IsInRing() and not {a, b} <= still:
            side = set(beyond(mol, a, b))
            move = side if not side & still else set(range(len(xy))) - side
            if len(move) > 1 and not move & still:
                sides.append((a, b, np.array(sorted(move))))
    near = np.eye(len(xy), dtype=bool)
    for a, b in bonds:
        near[a, b] = near[b, a] = True
    two_apart = (near.astype(int) @ near.astype(int)) > 0

    def cost(p: np.ndarray) -> float:
        gap = np.linalg.norm(p[:, None] - p[None], axis=-1)
        clash = np.clip(1.25 - gap[~two_apart], 0, None).sum()
        mid = p[bonds].mean(axis=1)
        apart = np.linalg.norm(mid[:, None] - mid[None], axis=-1)
        tight = np.clip(0.62 - apart[np.triu_indices(len(mid), 1)], 0, None).sum()
        reach = np.linalg.norm(p - (p.max(axis=0) + p.min(axis=0)) / 2, axis=1).max()
        close = (np.clip(0.95 - gap[~two_apart], 0, None) ** 2).sum()
        return float(4 * clash + 60 * close + 10 * tight + 2.2 * max(reach - _RIM, 0))

    rng = np.random.default_rng(5)
    best = now = (xy, cost(xy))
    for step in range(_TURNS):
        a, b, move = sides[int(rng.integers(len(sides)))]
        axis = now[0][b] - now[0][a]
        axis = axis / np.linalg.norm(axis)
        rel = now[0][move] - now[0][a]
        p = now[0].copy()
        p[move] = now[0][a] + 2 * np.outer(rel @ axis, axis) - rel
        c = cost(p)
        if c < now[1] or rng.random() < np.exp((now[1] - c) / (3.0 * (1 - step / _TURNS) + 0.01)):
            now = (p, c)
            best = min(best, now, key=lambda pair: pair[1])
    return np.asarray(best[0])


def inner_side(mol: Chem.Mol, bond: Chem.Bond) -> int:
    """Where the second line of a double bond stands: 1 left of a to b, -1 right, 0 both."""
    if bond.GetBondType() != Chem.BondType.DOUBLE:
        return 0
    xy = mol.GetConformer().GetPositions()[:, :2]
    a, b = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
    rings = [r for r in mol.GetRingInfo().AtomRings() if a in r and b in r]
    if rings:
        toward = xy[list(sorted(map(tuple, rings), key=len)[0])].mean(axis=0)
    else:
        ends = [n.GetIdx() for i in (a, b) for n in mol.GetAtomWithIdx(i).GetNeighbors()]
        others = [i for i in ends if i not in (a, b)]
        terminal = any(mol.GetAtomWithIdx(i).GetDegree() == 1 for i in (a, b))
        if terminal:
            return 0
        toward = xy[others].mean(axis=0)
    along, across = xy[b] - xy[a], toward - xy[a]
    return 1 if along[0] * across[1] - along[1] * across[0] > 0 else -1


def entry(name: str, recipe: Recipe) -> str:
    """The TOML of one formula."""
    mol = laid_out(recipe)
    xy = mol.GetConformer().GetPositions()[:, :2]
    label = {a.GetIdx(): recipe.names[a.GetAtomMapNum()] for a in mol.GetAtoms()}
    lines = [
        f"[{name}]",
        f'smiles = "{recipe.smiles}"'.replace("\\", "\\\\"),
        f'source = "{recipe.source}"',
        f'sum = "{CalcMolFormula(mol)}"',
        "atoms = [",
    ]
    for atom in mol.GetAtoms():
        x, y = xy[atom.GetIdx()]
        parts = [
            f'name = "{label[atom.GetIdx()]}"',
            f'element = "{"R" if atom.GetAtomicNum() == 0 else atom.GetSymbol()}"',
            f"x = {x:.3f}, y = {y:.3f}",
            f"hydrogens = {atom.GetTotalNumHs()}",
            f"radicals = {atom.GetNumRadicalElectrons()}",
        ]
        lines.append(f"  {{ {', '.join(parts)} }},")
    lines += ["]", "bonds = ["]
    for bond in mol.GetBonds():
        a, b = label[bond.GetBeginAtomIdx()], label[bond.GetEndAtomIdx()]
        order = int(bond.GetBondTypeAsDouble())
        side = inner_side(mol, bond)
        lines.append(f'  {{ a = "{a}", b = "{b}", order = {order}, side = {side} }},')
    lines.append("]")
    lines.append("crossings = [")
    for front, back in recipe.crossings:
        pairs = [[recipe.names[i] for i in pair] for pair in (front, back)]
        lines.append(f"  {pairs},".replace("'", '"'))
    return "\n".join([*lines, "]", ""])


def main() -> None:
    """Write ``formulas.toml`` beside this file."""
    recipes = warhead_recipes() | linker_recipes() | {"whole": whole_recipe()}
    head = (
        "# Skeletal formulas, written by make_formulas.py: do not edit by hand.\n"
        "# x, y in bond lengths, y up; side: of a double bond's second line (1 left of a to b,\n"
        "# -1 right, 0 both sides); crossings: [bond in front, bond behind].\n"
    )
    text = "\n".join([head, *(entry(name, recipe) for name, recipe in recipes.items())])
    (HERE / "formulas.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
