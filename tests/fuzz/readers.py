"""`python -m tests.fuzz.readers SUFFIX [--seconds S]`: one reader under atheris, which follows what its code does.

Starts from the sample documents with that suffix. Ends at the first finding, with
the document as a file `crash-…` in the folder `build/fuzz`. Needs the extra `fuzz`; `python -m tests.fuzz` tries
documents, too, without following the code.
"""

from __future__ import annotations

import sys
from random import Random

import atheris

from tests import usage
from tests.fuzz import documents
from tests.places import ROOT

# What is written in Python and takes documents apart; the rest of the libraries is C.
_FOLLOWED = ["extractor", "email", "markdown_it", "pdfminer", "pdfplumber", "trafilatura", "htmldate", "zipfile"]
_SUFFIXES = (".docx", ".html", ".mht", ".eml", ".md", ".pdf", ".odt", ".doc", ".rtf", ".txt")

with atheris.instrument_imports(include=_FOLLOWED, enable_loader_override=False):
    from extractor.readers import archive, docx, html, legacy, mail, markdown, office, pdf_text  # noqa: F401 - followed
    from tests.fuzz import holes


def main() -> None:
    """Fuzz until the time is over or a hole is found."""
    parser = usage.parser(__doc__)
    parser.add_argument("suffix", choices=_SUFFIXES)
    parser.add_argument("--seconds", type=int, default=300)
    chosen = parser.parse_args()
    folder = ROOT / "build" / "fuzz"
    corpus = folder / chosen.suffix[1:]
    corpus.mkdir(parents=True, exist_ok=True)
    for name, data in documents.samples():
        if name.endswith(chosen.suffix):
            (corpus / name).write_bytes(data)
    # How long one document may take is for `holes` to say; libFuzzer's own clock is not to ring before the end.
    clock = [f"-max_total_time={chosen.seconds}", f"-timeout={10_000 + 4 * chosen.seconds}"]
    bounds = [*clock, "-rss_limit_mb=2048", "-max_len=300000"]

    def attempt(data: bytes) -> None:
        holes.read(f"fuzzed{chosen.suffix}", data)

    atheris.Setup([sys.argv[0], str(corpus), *bounds, f"-artifact_prefix={folder}/"], attempt, custom_mutator=_mutated)
    atheris.Fuzz()


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    """Now libFuzzer's own change, now one that knows of packed parts."""
    random = Random(seed)
    if data.startswith((b"PK", b"%PDF")) or random.random() < 0.5:
        return documents.tampered(data, random)[:most]
    changed: bytes = atheris.Mutate(data, most)
    return changed


if __name__ == "__main__":
    main()
