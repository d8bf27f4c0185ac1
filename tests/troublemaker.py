"""What a worker loads in tests: an extractor that does what a text tells it to, however bad."""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from extractor.batch import Outcome, Task
from extractor.batch.worker import Attempt
from extractor.errors import ModelError


@dataclass(frozen=True)
class Troublemaker:
    """Makes a record of a few bytes, at once; what stands in the file may ask for trouble instead."""

    fails_to_load: str = ""

    def __call__(self) -> Attempt:
        if self.fails_to_load == "error":
            raise ModelError("weights", "are broken", "train anew")
        if self.fails_to_load:
            sys.exit(3)
        return _attempt


def _attempt(task: Task) -> Outcome:
    word, _, rest = Path(str(task.source.file)).read_text(encoding="utf-8").partition(" ")
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "exit":
        os._exit(7)
    if word == "hang":
        time.sleep(3600)
    if word == "die-once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "nap":
        time.sleep(float(rest))
    if word == "devour":
        held = [bytearray(1 << 24) for _ in range(1 << 16)]
        return Outcome(task.source, "ok", record=str(len(held)).encode())
    record = f'{{"id":"{task.source.id}","size":"{"x" * int(rest or 0) if word == "big" else ""}"}}\n'
    return Outcome(task.source, "ok", record=record.encode(), part=task.part)
