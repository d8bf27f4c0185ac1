"""What is made from the models and the command line, and must not be written by hand.

    python -m tests.regenerate

writes the JSON Schema and the README's tables anew; tests check that they are current.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import typer

from extractor import Extractor, readers
from extractor.cli import app
from extractor.errors import SERIOUS, WARNINGS
from extractor.evaluation.matching import FIELDS
from extractor.readers.registry import FORMATS
from extractor.records import json_schema
from extractor.writers.sql.views import VIEWS
from extractor.writers.tables import TABLES as TABLES_OF_RECORDS
from tests import usage
from tests.places import FLOORS, README, SAMPLES, SCHEMA


def schema() -> str:
    """The text of the schema file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def field_table() -> str:
    """The fields of the record with the keys of their values, as Markdown."""
    whole = json_schema()
    rows = ["| Field | Keys of a value | What it is |", "|---|---|---|"]
    for name, shape in whole["properties"].items():
        told = json.dumps(shape)
        model = re.search(r"#/\$defs/(\w+)", told)
        keys, what = "", PLAIN.get(name, "")
        if model:
            definition = whole["$defs"][model[1]]
            keys, what = ", ".join(f"`{key}`" for key in definition["properties"]), definition["description"]
        if name == "meeting_type":
            what += ", ".join(f"`{code}`" for code in shape["anyOf"][0]["enum"])
        several = " (list)" if '"array"' in told else ""
        rows.append(f"| `{name}`{several} | {keys} | {' '.join(what.split())} |")
    return "\n".join(rows)


# Fields whose values are bare strings.
PLAIN = {
    "schema_version": "Version of this contract; a change that breaks a reader raises the major version.",
    "id": "The file's stem, or the beginning of the text's hash.",
    "genre": "`news`, `minutes` or `notice`.",
    "meeting_type": "What kind of meeting: ",
}


def command_line() -> str:
    """The commands with their arguments and options, as Markdown."""
    lines = []
    for name, command in getattr(typer.main.get_command(app), "commands", {}).items():
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        usage = " ".join(["extractor", name, *(f"{param.metavar}{'...' * (param.nargs < 0)}" for param in arguments)])
        lines += [f"**`{usage}`** {' '.join(command.help.split())}", ""]
        for param in command.params:
            words = [] if param in arguments else ["/".join(filter(None, (*param.opts, *param.secondary_opts)))]
            preset = param.opts[0] if param.secondary_opts else param.default
            default = f" Default: {preset}." if words and param.default else ""
            lines.append(f"- `{' '.join([*words, *filter(None, [param.metavar])])}` {param.help}{default}")
        lines += [""] * bool(command.params)
    return "\n".join(lines).strip()


def warning_table() -> str:
    """The warning codes, as Markdown."""
    rows = ["| Code | What it means |", "|---|---|"]
    rows += [f"| `{code}`{' (partial)' if code in SERIOUS else ''} | {what} |" for code, what in WARNINGS.items()]
    return "\n".join(rows)


def accuracy_table() -> str:
    """The pinned F1 of each field on each set, as Markdown."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    rows = [f"| F1 | {' | '.join(pinned)} |", "|---|" + "---:|" * len(pinned)]
    for field in (*FIELDS, "mission"):
        label = "**mean of the first six**" if field == "mission" else f"`{field}`"
        shares = [f"{one['f1'][field]:.3f}" if field in one["f1"] else "" for one in pinned.values()]
        rows.append(f"| {label} | {' | '.join(shares)} |")
    return "\n".join(rows)


def database_table() -> str:
    """The tables and views of the databases, as Markdown."""
    rows = ["| Table | What it holds | Columns |", "|---|---|---|"]
    for table in TABLES_OF_RECORDS:
        columns = ", ".join(f"**`{name}`**" if name in table.key else f"`{name}`" for name in table.names)
        rows.append(f"| `{table.name}` | {table.what} | {columns} |")
    rows += ["", "| View | What it tells |", "|---|---|"]
    rows += [f"| `{view.name}` | {view.what} |" for view in VIEWS]
    return "\n".join(rows)


def format_table() -> str:
    """The formats that are read, as Markdown."""
    rows = ["| Format | Suffixes | Media type | Extra |", "|---|---|---|---|"]
    for form in FORMATS:
        suffixes = ", ".join(f"`{suffix}`" for suffix in form.suffixes if suffix)
        kind = form.kind.removeprefix("an ").removeprefix("a ")
        rows.append(f"| {kind} | {suffixes} | `{form.media_type}` | {f'`{form.extra}`' if form.extra else ''} |")
    return "\n".join(rows)


EXAMPLE = SAMPLES / "reports" / "short-doan-thanh-nien-01.txt"


def example() -> str:
    """A sample report and its record, as Markdown."""
    plain = readers.read(EXAMPLE)
    record = Extractor().record(plain, EXAMPLE.stem, EXAMPLE.name)
    return f"```\n{plain.text.strip()}\n```\n\nbecomes\n\n```json\n{_folded(json.loads(record.model_dump_json()), '')}\n```"


def _folded(value: Any, indent: str) -> str:
    """JSON with everything that holds no further objects on one line."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not any(isinstance(part, dict | list) and part for part in inner):
        return json.dumps(value, ensure_ascii=False)
    below = indent + "  "
    if isinstance(value, dict):
        parts = [f"{below}{json.dumps(key)}: {_folded(part, below)}" for key, part in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    return "[\n" + ",\n".join(f"{below}{_folded(part, below)}" for part in value) + f"\n{indent}]"


TABLES: dict[str, Callable[[], str]] = {
    "example": example,
    "fields": field_table,
    "commands": command_line,
    "formats": format_table,
    "warnings": warning_table,
    "tables": database_table,
    "accuracy": accuracy_table,
}


def readme(text: str) -> str:
    """The README with its generated parts made anew; each stands between its two markers."""
    for name, render in TABLES.items():
        begin, end = f"<!-- {name}: made by python -m tests.regenerate -->", f"<!-- end of {name} -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not found or not closed:
            raise ValueError(f"{README.name} lacks the markers of {name}")
        text = f"{before}{begin}\n{render()}\n{end}{after}"
    return text


def main() -> None:
    usage.parser(__doc__).parse_args()
    for file, text in ((SCHEMA, schema()), (README, readme(README.read_text(encoding="utf-8")))):
        file.write_text(text, encoding="utf-8")
        print(f"wrote {file.name}")


if __name__ == "__main__":
    main()
