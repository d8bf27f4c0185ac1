"""Every regular expression of the package on strings that are made to make it backtrack: `python -m tests.fuzz.patterns`.

A pattern that backtracks without bound needs time that grows with a power of the string, or doubles with each
character; ours have to stay near linear. The strings grow step by step, by little once they cost something, so
that no pattern is ever at work for long, however bad it is.

The patterns are those that are compiled while all modules are imported, all cached functions without parameters
are called and all samples are read and extracted, so that none hides in a function.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple, NoReturn

from tests import usage
from tests.fuzz.attacks import Attack, attacks
from tests.fuzz.uses import ALL, uses
from tests.places import ROOT, SAMPLES, samples

# Strings grow up to so many characters, or until one takes so many seconds; what takes less than `_NOTICED` is not
# timed well enough to tell.
_FIRST, _LAST = 16, 8_192
_ENOUGH, _NOTICED = 0.03, 0.002
# So many times the characters may take so many times the seconds: 4 is linear, 16 square.
_SPAN, _RATIO = 4, 8.0
# How a string grows whose seconds are not yet felt, and how when they are; after `_ENDLESS` seconds it is given up.
_FELT, _FAST, _SLOWLY, _ENDLESS = 0.0001, 1.6, 1.25, 1.0
_END = "\x00\u2603"


class Compiled(NamedTuple):
    """A pattern, the file and line of the first place that compiles it, and what it is used with (see `uses`)."""

    place: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]

    def __str__(self) -> str:
        return f"{self.place} {self.pattern.pattern[:60]!r}"


def patterns() -> list[Compiled]:
    """All patterns that the package compiles."""
    found: dict[re.Pattern[Any], Compiled] = {}
    real: Callable[..., Any] = vars(re)["_compile"]

    def recording(pattern: Any, flags: Any) -> Any:
        made = real(pattern, flags)
        frame = inspect.currentframe()
        while frame is not None and frame.f_code.co_filename.endswith(("re/__init__.py", "re.py", "fuzz/patterns.py")):
            frame = frame.f_back
        if frame is not None and "/extractor/" in frame.f_code.co_filename:
            file, line = str(Path(frame.f_code.co_filename).relative_to(ROOT)), frame.f_lineno
            found.setdefault(made, Compiled(f"{file}:{line}", made, uses(file, line)))
        return made

    vars(re)["_compile"] = recording
    try:
        _use_everything()
    finally:
        vars(re)["_compile"] = real
    return list(found.values())


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


def slow(pattern: re.Pattern[Any], methods: frozenset[str] = ALL) -> str | None:
    """The string that the pattern is too slow on, told by what is repeated; None where there is none."""
    words = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    # A pattern of bytes, read as one of characters, may not say that it is of neither.
    return next(
        filter(None, (_grown(pattern, methods, attack) for attack in attacks(words, pattern.flags & ~re.UNICODE))), None
    )


def _grown(pattern: re.Pattern[Any], methods: frozenset[str], attack: Attack) -> str | None:
    timed = partial(_seconds, pattern, methods, attack)
    size, seconds = _FIRST, 0.0
    while size < _LAST and seconds < _ENOUGH:
        size = int(size * (_FAST if seconds < _FELT else _SLOWLY))
        seconds = timed(size)
    if seconds < _NOTICED:
        return None
    repeated = f"{attack.pump!r} repeated" + (f" behind {attack.lead!r}" if attack.lead else "")
    if seconds >= _ENDLESS:
        return f"{repeated}: no end in {_ENDLESS} s for {size} characters"
    # Once more, and the quickest of three: the machine does other things, too.
    short = min(timed(size // _SPAN) for _ in range(3))
    if seconds < _RATIO * short:
        return None
    seconds = min(seconds, *(timed(size) for _ in range(2)))
    if seconds < max(_NOTICED, _RATIO * short):
        return None
    return f"{repeated}: {short:.4f} s for {size // _SPAN}, {seconds:.4f} s for {size} characters"


def _seconds(pattern: re.Pattern[Any], methods: frozenset[str], attack: Attack, size: int) -> float:
    """The seconds of this thread for what the pattern is used with."""
    text: str | bytes = attack.lead + attack.pump * (size // len(attack.pump)) + _END
    if isinstance(pattern.pattern, bytes):
        text = str(text).encode()
    start = time.thread_time()
    signal.signal(signal.SIGVTALRM, _given_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
    try:
        if "match" in methods:
            pattern.match(text)
        if "fullmatch" in methods:
            pattern.fullmatch(text)
        if "finditer" in methods:
            deque(pattern.finditer(text), 0)
    except TimeoutError:
        return _ENDLESS
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.thread_time() - start


def _given_up(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError


def main() -> int:
    """Try all patterns, print the slow ones, and give the exit status."""
    usage.parser(__doc__).parse_args()
    every = patterns()
    count = 0
    for one in every:
        if what := slow(one.pattern, one.methods):
            count += 1
            print(f"{one}: {what}", flush=True)
    print(f"{len(every)} patterns, {count} slow")
    return 1 if count or not every else 0


if __name__ == "__main__":
    sys.exit(main())
