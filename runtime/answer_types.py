"""Writes `page/answer.d.ts`: what an answer says, for the scripts that read it. Run by `make types`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from calc.answers import Answer, NoAnswer

TARGET = Path(__file__).parent / "page" / "answer.d.ts"

_TYPES = {"string": "string", "boolean": "boolean", "null": "null"}


def declarations() -> str:
    """The types in TypeScript, from the JSON Schema of those in Python."""
    schemas = TypeAdapter(Answer | NoAnswer).json_schema()["$defs"]
    parts = ["// Written by `make types` from src/calc/answers.py.\n"]
    parts += ["\n".join(_interface(name, schema)) for name, schema in schemas.items()]
    return "\n".join(parts)


def _interface(name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    yield f"/** {schema['description']} */"
    yield f"export interface {name} {{"
    for field, kind in schema["properties"].items():
        yield f"  {field}{'' if field in schema['required'] else '?'}: {_type(kind)};"
    yield "}\n"


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(map(_type, schema["anyOf"]))
    if schema["type"] == "array":
        return f"{_type(schema['items'])}[]"
    return _TYPES[schema["type"]]


if __name__ == "__main__":
    TARGET.write_text(declarations(), encoding="utf-8")
