"""How the package uses a pattern that it compiles: told by its source.

A pattern that is only ever matched at a place may begin with what would cost the square of a text if it were
searched for.
"""

from __future__ import annotations

import ast
from functools import cache

from tests.places import ROOT

ALL = frozenset({"match", "fullmatch", "finditer"})
# What costs as much as finding all.
_METHODS = {"match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(
    ("search", "finditer", "findall", "sub", "subn", "split"), "finditer"
)
# What a pattern tells of itself costs nothing.
_TOLD = ("pattern", "flags", "groups", "groupindex")


def uses(file: str, line: int) -> frozenset[str]:
    """Which of `ALL` the pattern is used with that is compiled at a line of a file below `ROOT`.

    `ALL` where the source does not tell: where it is put into something else, or handed on.
    """
    name = _name(_tree(file), line)
    if name is None:
        return ALL
    # What begins with an underscore serves its own module.
    files = [file] if name.startswith("_") else _files()
    seen = frozenset(method for one in files for method in _seen(one).get(name, ()))
    return ALL if None in seen or not seen else frozenset(one for one in seen if one)


@cache
def _tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def _name(tree: ast.Module, line: int) -> str | None:
    """The name that the pattern gets: that of a constant, or of the function that returns it and nothing else."""
    for statement in tree.body:
        if not statement.lineno <= line <= (statement.end_lineno or line):
            continue
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ast.Call):
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            called = statement.value.func
            whole = isinstance(called, ast.Name | ast.Attribute) and "compile" in ast.unparse(called)
            return target.id if whole and isinstance(target, ast.Name) else None
        if isinstance(statement, ast.FunctionDef):
            return statement.name if "Pattern" in ast.unparse(statement.returns or ast.Constant("")) else None
    return None


@cache
def _files() -> list[str]:
    return [str(file.relative_to(ROOT)) for file in (ROOT / "extractor").rglob("*.py")]


@cache
def _seen(file: str) -> dict[str, set[str | None]]:
    """By each name in a file, what is done with it or with what it returns; None: something else than to use it."""
    seen: dict[str, set[str | None]] = {}
    tree = _tree(file)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            user = above[node]
            if isinstance(user, ast.Call) and user.func is node:
                user = above[user]
            told = user.attr if isinstance(user, ast.Attribute) else None
            if told not in _TOLD:
                seen.setdefault(node.id, set()).add(_METHODS.get(told or ""))
    return seen
