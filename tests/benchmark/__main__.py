"""How fast a report becomes a record, beside what others do with the same text.

    python tests/benchmark [--repeats 9] [--memory 1000,10000,100000] [--ray 20000] [--dashboard 100000]

Runs over the corpus' dev reports where they are there, else over the samples,
on one core. All contenders take turns within one run, after a warm-up pass; a
figure is the median of the passes. The bare tokenizer is that of
`spacy.blank("xx")`, its cache warm; below stands what a text costs that
nobody has read before. pyvi, underthesea and dateparser's search
are compared where they are installed (`pip install '.[benchmark]'`); the slow
ones over a few of the reports. Then whole runs with one and with all workers,
start-up, and what a character costs in longer reports. The options take
minutes: peak memory over so many reports (the samples with changed words),
Ray on two nodes against two workers, and the dashboard over so many records, of
which alone is told then.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import spacy

from extractor import Extractor, pipeline, readers
from extractor.assemble import Heading, assemble

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests import usage
from tests.benchmark import scale
from tests.benchmark.unread import unread
from tests.places import corpus, samples

Pass = Callable[[], object]
# Of the slow ones, one report in so many is enough, and one pass.
_FEW = 10
_SLOW = ", a report in ten"


def main() -> None:
    """Time everything and print one table."""
    parser = usage.parser(__doc__)
    parser.add_argument("--repeats", type=int, default=9, help="passes over all reports")
    parser.add_argument("--memory", metavar="N,N…", default="", help="peak memory over so many reports each")
    parser.add_argument(
        "--ray", metavar="N", type=int, default=0, help="Ray against local workers over so many reports"
    )
    parser.add_argument(
        "--dashboard", metavar="N", type=int, default=0, help="only the dashboard, over so many records"
    )
    told = parser.parse_args()
    if told.dashboard:
        from tests.benchmark.dashboard import dashboard  # noqa: PLC0415 - needs Playwright and Chromium

        dashboard(told.dashboard)
        return
    one_core(told.repeats)
    scale.workers(1000)
    scale.lengths()
    if told.memory:
        scale.memory([int(count) for count in told.memory.split(",")])
    if told.ray:
        scale.on_ray(told.ray)


def one_core(repeats: int) -> None:
    """Time the contenders and the start on one core."""
    all_cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    root = corpus()
    files = sorted((root / "dev" / "reports").glob("*.txt")) if root else samples()
    data = [file.read_bytes() for file in files]
    texts = [readers.read_bytes(one, "report").text for one in data]
    size = sum(map(len, texts)) / len(texts)
    print(
        f"{len(files)} reports of {'the corpus (dev)' if root else 'samples/'}, {size:,.0f} characters each on average"
    )
    print(f"Python {platform.python_version()}, spaCy {spacy.__version__}, one core, median of {repeats} passes\n")
    report(timed(contenders(data, texts), repeats), len(files))
    if root:
        unread(sorted((root / "unlabelled").glob("*.txt")), files, 3)
    begin = [start_up(files[0]) for _ in range(5)]
    print(f"{'first record of a one-file run':46} {1000 * median(begin):9.0f}      from process start (median of 5)")
    if all_cores:
        os.sched_setaffinity(0, all_cores)


def contenders(data: list[bytes], texts: list[str]) -> dict[str, Pass]:
    """What is timed: one pass over all reports each."""
    extractor, by_rules = Extractor(), Extractor(profile="rules")
    nlp = pipeline.load()
    found = [pipeline.findings_of(nlp(text)) for text in texts]
    any_record = extractor.extract(texts[0])
    heading = Heading(any_record.id, any_record.source, any_record.extractor)
    bare = spacy.blank("xx").tokenizer

    def whole(by: Extractor) -> None:
        for one in data:
            by.record(readers.read_bytes(one, "report"), "id", None).model_dump_json()

    def record() -> None:
        for text, (findings, doubts) in zip(texts, found, strict=True):
            assemble(text, findings, doubts, heading).model_dump_json()

    passes: dict[str, Pass] = {
        "spaCy's bare tokenizer": lambda: [bare(text) for text in texts],
        "a whole report, bytes to JSON, by rules": lambda: whole(by_rules),
        "a whole report, with the model": lambda: whole(extractor),
        "  of that, findings to JSON": record,
    }
    if find_spec("pyvi"):
        from pyvi.ViTokenizer import spacy_tokenize  # noqa: PLC0415 - not everybody has it

        passes[f"pyvi {version('pyvi')} word segmentation"] = lambda: [spacy_tokenize(text) for text in texts]
    few = texts[: -(-len(texts) // _FEW)]
    if find_spec("dateparser.search"):
        from dateparser.search import search_dates  # noqa: PLC0415 - slow to load

        passes["dateparser.search, a report in ten"] = lambda: [search_dates(text, languages=["vi"]) for text in few]
    if find_spec("underthesea"):
        from underthesea import ner  # noqa: PLC0415 - not everybody has it

        passes[f"underthesea {version('underthesea')} NER, a report in ten"] = lambda: [ner(text) for text in few]
    return passes


def timed(passes: dict[str, Pass], repeats: int) -> dict[str, float]:
    """The median seconds of each pass; they take turns, so that a busy moment hits all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in passes}
    for number in range(repeats + 1):
        for name, run in passes.items():
            if name.endswith(_SLOW) and number != 1:
                continue
            since = time.perf_counter()
            run()
            if number:  # the first pass warms the caches
                seconds[name].append(time.perf_counter() - since)
    return {name: median(all_of) for name, all_of in seconds.items()}


def report(seconds: dict[str, float], reports: int) -> None:
    """Print the table."""
    bare = seconds["spaCy's bare tokenizer"]
    pyvi = next((spent for name, spent in seconds.items() if name.startswith("pyvi")), None)
    against = f" {'x pyvi':>9}" if pyvi else ""
    print(f"{'':46} {'ms/report':>9} {'reports/s':>10} {'x bare':>8}{against}")
    for name, passed in seconds.items():
        spent = passed * (_FEW if name.endswith(_SLOW) else 1)
        share = f" {spent / pyvi:9.2f}" if pyvi else ""
        print(f"{name:46} {1000 * spent / reports:9.3f} {reports / spent:10,.0f} {spent / bare:8.1f}{share}")
    if not pyvi:
        print("pyvi is not installed here: pip install '.[benchmark]'")


def start_up(file: Path) -> float:
    """Seconds from the start of the process to the end of a run over one file."""
    with tempfile.TemporaryDirectory() as out:
        since = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", "from extractor.cli import main; main()", "extract", file, "--out", out],
            check=True,
            capture_output=True,
        )
        return time.perf_counter() - since


if __name__ == "__main__":
    main()
