"""Every regular expression of the package on strings that are made to make it backtrack: `python -m tests.fuzz.patterns`.

The strings repeat what the pattern itself names, its literals and the characters of its sets, and end in
something that fits nowhere. A pattern that backtracks without bound needs time that grows with a power of the
string, or doubles with each character; ours have to stay near linear.

The patterns are those that are compiled while all modules are imported, all cached functions without parameters
are called and all samples are read and extracted, so that none hides in a function.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections.abc import Callable
from itertools import islice, product
from pathlib import Path
from typing import Any, AnyStr

from tests.places import ROOT, SAMPLES, samples

# Characters; the first is one that doubling with each character makes endless, but not for too long.
_FIRST, _SHORT, _LONG = 22, 200, 1_600
_FIRST_SECONDS = 0.02
# Eight times the characters may take so many times the seconds: 8 is linear, 64 square. What takes less than
# `_NOTICED` seconds is not timed well enough to tell.
_RATIO, _NOTICED = 28.0, 0.003
_WORDS = 5
_PUMPS = ("a", "ă ", " ", "\n", "0", "1.", "(", ", ", "-", "A", "Đ ")
_END = "\x00\u2603"


def patterns() -> dict[str, re.Pattern[Any]]:
    """All patterns that the package compiles, by file and line of the first place that does."""
    found: dict[re.Pattern[Any], str] = {}
    real: Callable[..., Any] = vars(re)["_compile"]

    def recording(pattern: Any, flags: Any) -> Any:
        made = real(pattern, flags)
        frame = inspect.currentframe()
        while frame is not None and frame.f_code.co_filename.endswith(("re/__init__.py", "re.py", "fuzz/patterns.py")):
            frame = frame.f_back
        if frame is not None and "/extractor/" in frame.f_code.co_filename:
            file = Path(frame.f_code.co_filename).relative_to(ROOT)
            found.setdefault(made, f"{file}:{frame.f_lineno}")
        return made

    vars(re)["_compile"] = recording
    try:
        _use_everything()
    finally:
        vars(re)["_compile"] = real
    # One line may compile many.
    return {f"{place} {pattern.pattern[:60]!r}": pattern for pattern, place in found.items()}


def _use_everything() -> None:
    for module in pkgutil.walk_packages([str(ROOT / "extractor")], "extractor."):
        try:
            held = importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("extractor"):
                raise
            continue  # an extra that is not installed here
        for value in list(vars(held).values()):
            if hasattr(value, "cache_info") and not inspect.signature(value).parameters:
                value()
    extractor = importlib.import_module("extractor")
    registry = importlib.import_module("extractor.readers.registry")
    for profile in ("rules", "default"):
        made = extractor.Extractor(profile)
        for file in samples():
            made.extract(file.read_text(encoding="utf-8"))
    for file in sorted((SAMPLES / "documents").iterdir()):
        form = next((form for form in registry.FORMATS if file.suffix in form.suffixes), registry.PLAIN)
        name = {"pdf": "pdf_text"}.get(form.module, form.module)
        if name != "office":  # it has LibreOffice make a DOCX
            importlib.import_module(f"extractor.readers.{name}").read(file.read_bytes(), file.name, registry.LIMIT)


def pumps(pattern: str) -> list[str]:
    """What to repeat: the usual separators, the words of the pattern, and pairs of both."""
    words = [word.replace("\\", "") for word in re.findall(r"[^\W_]+|\\.|[^\w\s\\()\[\]{}?*+|^$]", pattern)]
    own = sorted(set(words), key=lambda word: (-len(word), word))[:_WORDS]
    return [*_PUMPS, *own, *islice((f"{one}{other}" for one, other in product(own, (" ", ", ", "."))), _WORDS)]


def slow(pattern: re.Pattern[AnyStr]) -> str | None:
    """The string that the pattern is too slow on, told by what is repeated; None where there is none."""
    words = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    for pump in pumps(words):
        if (first := max(_seconds(pattern, pump, _FIRST, whole=whole) for whole in (True, False))) > _FIRST_SECONDS:
            return f"{pump!r} repeated: {first:.4f} s for {_FIRST} characters"
        if (long := _seconds(pattern, pump, _LONG)) < _NOTICED:
            continue
        # Once more, and the quickest of three: the machine does other things, too.
        long = min(long, *(_seconds(pattern, pump, _LONG) for _ in range(2)))
        short = min(_seconds(pattern, pump, _SHORT) for _ in range(3))
        if long >= _NOTICED and long > _RATIO * short:
            return f"{pump!r} repeated: {short:.4f} s for {_SHORT}, {long:.4f} s for {_LONG} characters"
    return None


def _seconds(pattern: re.Pattern[Any], pump: str, size: int, *, whole: bool = False) -> float:
    """The seconds of this thread for finding all that fits, or for fitting the whole string."""
    text: str | bytes = pump * (size // len(pump)) + _END
    if isinstance(pattern.pattern, bytes):
        text = str(text).encode()
    start = time.thread_time()
    if whole:
        pattern.fullmatch(text)
    else:
        sum(1 for _ in pattern.finditer(text))
    return time.thread_time() - start


def main() -> int:
    """Try all patterns, print the slow ones, and give the exit status."""
    every = patterns()
    count = 0
    for name, one in every.items():
        if what := slow(one):
            count += 1
            print(f"{name}: {what}", flush=True)
    print(f"{len(every)} patterns, {count} slow")
    return 1 if count or not every else 0


if __name__ == "__main__":
    sys.exit(main())
