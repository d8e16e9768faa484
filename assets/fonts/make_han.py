"""Make ``NotoSansSC.otf``: the film's Chinese letters, from the whole Noto Sans CJK (20 MB) of ``manimgx-fonts-cjk``.

Run by hand when `render.py check` says that a letter is lacking
(``pip install manimgx-fonts-cjk``, then ``python assets/fonts/make_han.py``). It holds the 3,755 most common letters
(the first level of GB 2312), so that hardly any new sentence needs a new file, under whose name all would be drawn
anew; and whatever else the catalogs use. It is one file for all weights: four would be three times as large.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
#: Which font of the collection has the forms that are used in mainland China.
_SIMPLIFIED = 2
#: A space as well: what is set in Han letters alone, as in a PDF, has it from here.
_PUNCTUATION = " \u3000、。〈〉《》「」『』【】〔〕〖〗〇・，：；？！（）％～／＋－＝·…—–‘’“”"


def common() -> set[str]:
    """The letters of the first level of GB 2312, sorted there by sound."""
    cells = ((row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return {bytes(at).decode("gb2312") for at in cells if at <= (0xD7, 0xF9)}


def used() -> set[str]:
    """What the texts of the film use beyond that."""
    files = (file for end in ("po", "toml") for file in HERE.parent.rglob(f"zh*.{end}"))
    return {letter for file in files for letter in file.read_text(encoding="utf-8") if letter > "\u2e7f"}


def main() -> None:
    """Write the font."""
    spec = find_spec("manimgx_fonts_cjk")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install manimgx-fonts-cjk first")
    font = TTFont(Path(spec.origin).with_name("NotoSansCJK-VF.otf.ttc"), fontNumber=_SIMPLIFIED, recalcTimestamp=False)
    options = subset.Options(layout_features=["kern"], hinting=False, name_IDs=["*"], notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "VVAR", "VORG", "BASE"]
    chosen = subset.Subsetter(options)
    chosen.populate(text="".join(sorted(common() | used() | set(_PUNCTUATION))))
    chosen.subset(font)
    font.save(HERE / "NotoSansSC.otf")


if __name__ == "__main__":
    main()
