"""Which files a module rests on: its own and those of this checkout that it imports, however indirectly."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from scenes.script.toml_file import ROOT

#: Import statements, wherever they stand. Reading them so takes a hundredth of the time of a parser, and what
#: it finds too much (an import inside a text) does no harm.
_IMPORT: Final = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)|import[ \t]+([^\n#]+))", re.MULTILINE
)
_NAME: Final = re.compile(r"(\w+)(?:[ \t]+as[ \t]+\w+)?")


def digest(*parts: object) -> str:
    """Hash of values, by what ``repr`` says of them: equal values have equal hashes in every process."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def files_of(modules: Iterable[str]) -> tuple[Path, ...]:
    """The files of these modules and of all that they import from this checkout, in order of name."""
    found: dict[str, Path] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        file = _file(name)
        if file is not None:
            found[name] = file
            waiting += _imports(file)
    return tuple(sorted(found.values()))


def hash_of(files: Iterable[Path]) -> str:
    """Hash of the names and contents of text files, however an editor ends lines and begins the file."""
    return digest(*((file.relative_to(ROOT).as_posix(), _content(file)[0]) for file in files))


def forget() -> None:
    """Read the files anew when they are asked for next."""
    _content.cache_clear()
    _imports.cache_clear()
    _file.cache_clear()
    _folder.cache_clear()


@cache
def _file(module: str) -> Path | None:
    """The file of a module of this checkout, or None for all others."""
    package, _, name = module.rpartition(".")
    folder = _folder(package)
    for file in (folder / f"{name}.py", folder / name / "__init__.py") if folder else ():
        if file.is_file():
            return file
    return None


@cache
def _folder(package: str) -> Path | None:
    """The folder of a package of this checkout: most names are of others, and need not be looked for one by one."""
    folder = ROOT.joinpath(*package.split("."))
    return folder if folder.is_dir() else None


@cache
def _content(file: Path) -> tuple[str, bytes]:
    data = file.read_bytes().removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
    return blake2b(data, digest_size=16).hexdigest(), data


@cache
def _imports(file: Path) -> tuple[str, ...]:
    """Names that may be modules which a file imports, and the packages that these stand in."""
    names: list[str] = []
    for origin, what, plain in _IMPORT.findall(_content(file)[1].decode("utf-8", "replace")):
        if plain:
            names += [name.split()[0] for name in plain.split(",") if name.strip()]
        else:
            names += [origin, *(f"{origin}.{name}" for name in _NAME.findall(what))]
    packages = [name.rsplit(".", depth)[0] for name in names for depth in range(1, name.count(".") + 1)]
    return tuple(dict.fromkeys((*names, *packages)))
