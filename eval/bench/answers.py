"""The figures of a whole service: times alone and under load, start, memory, sizes."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.settings import Settings
from eval.bench import footprint, load
from eval.bench.asking import Asker, HttpAsker, LocalAsker
from eval.bench.load import Load
from eval.bench.server import Server, served
from eval.registry import find
from eval.run import indexed
from service.answerer import Answerer

SUITE = "china_crypto"
# One run of the questions that is not counted: the first ones load and warm what the rest use.
_WARM_UP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is asked: `questions` one after another, then `askers` at once for `seconds`."""

    questions: int
    askers: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What was measured; None where it cannot be from here."""

    alone: Load
    crowd: Load
    memory_mib: float | None = None
    peak_mib: float | None = None
    first_start_s: float | None = None
    start_s: float | None = None
    data_mib: float | None = None
    install_mib: float | None = None

    @property
    def sound(self) -> bool:
        """Whether every question was answered and every citation said what its source says."""
        return not any(one.errors or one.differing for one in (self.alone, self.crowd))


def of_own_server(plan: Plan) -> Bench:
    """Start a service on an empty folder, start it again, and ask it."""
    with TemporaryDirectory(prefix="footnote-bench-") as folder:
        data = Path(folder)
        with served(data) as first:
            pass
        with served(data) as again, HttpAsker(again.url, plan.askers) as asker:
            alone, memory, crowd = _asked(asker, plan, again)
            peak = footprint.memory_mib(again.pid, "VmHWM")
        return Bench(
            alone=alone,
            crowd=crowd,
            memory_mib=memory,
            peak_mib=peak,
            first_start_s=first.start_s,
            start_s=again.start_s,
            data_mib=footprint.folder_mib(data),
            install_mib=footprint.folder_mib(Path(sys.prefix)),
        )


def of_service(url: str, plan: Plan) -> Bench:
    """Ask a service that runs already."""
    with HttpAsker(url, plan.askers) as asker:
        alone, _, crowd = _asked(asker, plan, None)
    return Bench(alone=alone, crowd=crowd)


def of_this_process(settings: Settings, plan: Plan) -> Bench:
    """Ask an `Answerer` of this process, over the shipped articles."""
    with _local(settings) as asker:
        alone, _, crowd = _asked(asker, plan, None)
    return Bench(alone=alone, crowd=crowd)


def questions() -> Sequence[str]:
    """Return the shipped questions that stand alone."""
    return [case.question for case in find(SUITE).open(None).cases if not case.history]


def _asked(asker: Asker, plan: Plan, server: Server | None) -> tuple[Load, float | None, Load]:
    asked = questions()
    load.one_after_another(asker, asked, _WARM_UP)
    alone = load.one_after_another(asker, asked, plan.questions)
    memory = footprint.memory_mib(server.pid) if server else None
    crowd = load.at_once(asker, asked, askers=plan.askers, seconds=plan.seconds)
    return alone, memory, crowd


@contextmanager
def _local(settings: Settings) -> Iterator[LocalAsker]:
    def unwatched(doing: str, done: int, total: int) -> None:
        pass

    articles = find(SUITE).open(None).articles
    with indexed(articles, settings, store=None, watch=unwatched) as (index, opened):
        yield LocalAsker(Answerer(index, opened), index)
