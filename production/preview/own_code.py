"""Hot swapping: functions of a clip's own code that nobody has entered yet get the bodies that their file has now.

Where nothing but bodies of functions has changed, a walk may go on from wherever it had entered none of these, as if
it had begun with the new ones. So each function of a module or a class is noted when it is made and when it is entered;
one inside of another belongs to that. What a shot list does in a beat is read as a function of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

_FILM: Final = "scenes."


class OwnCode(MetaPathFinder):
    """Reads what is imported of the film from now on, and knows its functions.

    Attributes
    ----------
    entered
        Names of the functions that were entered.
    """

    def __init__(self) -> None:
        self.entered: set[str] = set()
        self._made: dict[str, FunctionType] = {}
        self._files: dict[str, _File] = {}

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """As any import, but for modules of the film: these are read here."""
        spec = PathFinder.find_spec(name, path, target) if name.startswith(_FILM) else None
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(name, spec.loader.path, self)
        return spec

    def read(self, module: str, path: Path) -> _File:
        """The file of a module as it is now; from now on known as read."""
        file = self._files[module] = _File.of(module, path)
        return file

    def made(self, name: str) -> Callable[[FunctionType], FunctionType]:
        """Decorates a function that is made."""

        def note(function: FunctionType) -> FunctionType:
            self._made[name] = function
            return function

        return note

    def changed(self) -> set[str] | None:
        """Names of the functions whose bodies are others by now; None if anything else is, too.

        Raises
        ------
        SyntaxError, OSError
            A file cannot be read any more.
        """
        found: set[str] = set()
        for module, before in self._files.items():
            if before.path.read_bytes() == before.text:
                continue
            now = _File.of(module, before.path)
            if now.rest != before.rest or now.free != before.free:
                return None
            found |= {name for name, body in now.bodies.items() if body != before.bodies[name]}
        return found

    def swap(self) -> None:
        """Give all functions the bodies that they have now."""
        for module, before in [*self._files.items()]:
            if before.path.read_bytes() != before.text:
                for name, code in self.read(module, before.path).codes.items():
                    self._made[name].__code__ = code


class _Loader(SourceFileLoader):
    """Reads a module so that its functions are noted; what is compiled like that is not kept for others."""

    def __init__(self, name: str, path: str, own: OwnCode) -> None:
        super().__init__(name, path)
        self._own = own

    def get_code(self, fullname: str) -> CodeType:
        return self._own.read(fullname, Path(self.path)).code

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(__made__=self._own.made, __entered__=self._own.entered.add)
        super().exec_module(module)


@dataclass(frozen=True)
class _File:
    """A file of code as it was read.

    Attributes
    ----------
    bodies, codes
        Of the functions, by name: what stands in them, and that compiled.
    rest
        All else that stands in the file.
    """

    path: Path
    text: bytes
    code: CodeType
    rest: str
    bodies: dict[str, str]
    codes: dict[str, CodeType]

    @classmethod
    def of(cls, module: str, path: Path) -> _File:
        text = path.read_bytes()
        tree = ast.parse(text, path)
        for scene in tree.body:
            if isinstance(scene, ast.ClassDef):
                _outline_beats(scene)
        functions = {f"{module}:{number}": function for number, function in enumerate(_functions(tree))}
        written = {name: function.body for name, function in functions.items()}
        for function in functions.values():
            function.body = []
        rest = ast.dump(tree)
        for name, function in functions.items():
            made, entered = (ast.parse(f"{note}({name!r})").body[0] for note in ("__made__", "__entered__"))
            function.body = [_at(function, entered), *written[name]]
            function.decorator_list.append(_at(function, made).value)
        code = compile(tree, path, "exec", dont_inherit=True)
        compiled = {(one.co_firstlineno, one.co_name): one for one in _codes(code)}
        return cls(
            path, text, code, rest, {name: ast.dump(ast.Module(body, [])) for name, body in written.items()},
            {name: compiled[_first_line(function), function.name] for name, function in functions.items()},
        )

    @property
    def free(self) -> dict[str, tuple[str, ...]]:
        """Which names of around it each function uses: one that uses others cannot be swapped."""
        return {name: code.co_freevars for name, code in self.codes.items()}


def _outline_beats(scene: ast.ClassDef) -> None:
    """Make a method of what stands in each ``with`` of its shot list, where no local name crosses the border."""
    shots = next((node for node in scene.body if isinstance(node, ast.FunctionDef) and node.name == "construct"), None)
    if shots is None:
        return
    for number, beat in enumerate(_withs(shots.body)):
        given = [item.optional_vars.id for item in beat.items if isinstance(item.optional_vars, ast.Name)]
        body, beat.body = beat.body, []
        inside, outside = _names(body), _names(shots.body)
        crossing = inside[0] & outside[1] | inside[1] & (outside[0] - inside[0] - {*given})
        if crossing or any(isinstance(node, (ast.Return, ast.Yield)) for one in body for node in ast.walk(one)):
            beat.body = body
            continue
        name, words = f"_beat_{number}", ", ".join(given)
        method, call = ast.parse(f"def {name}({', '.join(['self', *given])}): pass\nself.{name}({words})").body
        scene.body.append(_at(beat, method))
        method.body, beat.body = body, [_at(beat, call)]  # type: ignore[attr-defined]


def _withs(body: list[ast.stmt]) -> Iterator[ast.With]:
    for node in body:
        if isinstance(node, ast.With):
            yield node
        elif isinstance(node, ast.If):
            yield from _withs([*node.body, *node.orelse])


def _names(body: list[ast.stmt]) -> tuple[set[str], set[str]]:
    """Which names are given a value in it, and which are read."""
    names = [node for one in body for node in ast.walk(one) if isinstance(node, ast.Name)]
    return {n.id for n in names if isinstance(n.ctx, ast.Store)}, {n.id for n in names if isinstance(n.ctx, ast.Load)}


def _functions(scope: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef]:
    for node in scope.body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node)


def _codes(scope: CodeType) -> Iterator[CodeType]:
    for inner in scope.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)


def _at(place: ast.stmt, statement: Any) -> Any:
    """A statement that was made up, as if it stood at a line of the file."""
    for node in ast.walk(statement):
        ast.copy_location(node, place)
    return statement


def _first_line(function: ast.FunctionDef) -> int:
    return min(function.lineno, *(decorator.lineno for decorator in function.decorator_list))
