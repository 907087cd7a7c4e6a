"""Runs inside Pyodide: compiles every Python file under a folder to bytecode beside it.

Docstrings and the tables that map bytecode to lines stay behind: a third of the bytes, and no answer or
refusal shows either.
"""

from __future__ import annotations

from importlib.util import MAGIC_NUMBER, source_hash
from marshal import dumps
from pathlib import Path
from types import CodeType

# The bytecode holds for this source, and nobody checks whether there is a newer one.
_UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def compile_folder(folder: str) -> None:
    """Each file is known in errors by its path below its archive, the first folder under `folder`."""
    for path in sorted(Path(folder).rglob("*.py")):
        source = path.read_bytes()
        name = "/".join(path.relative_to(folder).parts[1:])
        code = _without_lines(compile(source, name, "exec", dont_inherit=True, optimize=2))
        header = MAGIC_NUMBER + _UNCHECKED_HASH + source_hash(source)
        path.with_suffix(".pyc").write_bytes(header + dumps(code))


def _without_lines(code: CodeType) -> CodeType:
    inner = (_without_lines(part) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_linetable=_no_lines(len(code.co_code) // 2), co_consts=tuple(inner))


def _no_lines(units: int) -> bytes:
    """A table that knows no line for any unit of bytecode: an entry of this kind covers up to eight."""
    whole, rest = divmod(units, 8)
    return b"\xff" * whole + (bytes([0xF8 | rest - 1]) if rest else b"")
