"""Many reports: which inputs there are, worker processes, output folders that a killed run can go on with."""

from extractor.batch.catalogue import Catalogue
from extractor.batch.inputs import Input
from extractor.batch.outcome import Outcome, Tally, Task, attempt
from extractor.batch.output import STATUS
from extractor.batch.pool import Pool
from extractor.batch.running import Engine, Job, Listener, local, run, stream
from extractor.batch.watching import watch
from extractor.batch.worker import Limits, Loader

__all__ = [
    "STATUS",
    "Catalogue",
    "Engine",
    "Input",
    "Job",
    "Limits",
    "Listener",
    "Loader",
    "Outcome",
    "Pool",
    "Tally",
    "Task",
    "attempt",
    "local",
    "run",
    "stream",
    "watch",
]
