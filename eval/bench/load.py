"""Questions one after another, and from many askers at once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from time import perf_counter

from eval.bench.asking import Asker, Reply, errors
from eval.metrics.latency import percentile


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What came of asking: times in milliseconds are of the questions that were answered."""

    questions: int
    seconds: float
    p50: float | None
    p95: float | None
    citations: int
    differing: int
    errors: tuple[str, ...]

    @property
    def a_second(self) -> float:
        return self.questions / self.seconds if self.seconds else 0.0


def one_after_another(asker: Asker, questions: Sequence[str], count: int) -> Load:
    """Ask `count` questions, beginning again with the first when there are no more."""
    begun = perf_counter()
    replies = [asker.ask(question) for question in islice(cycle(questions), count)]
    return _load(replies, perf_counter() - begun)


def at_once(asker: Asker, questions: Sequence[str], *, askers: int, seconds: float) -> Load:
    """Let so many askers ask for so long, each its next question as soon as the last is answered.

    What was asked in time is waited for.
    """
    begun = perf_counter()

    def go_on() -> bool:
        return perf_counter() - begun < seconds

    with ThreadPoolExecutor(askers) as pool:
        # Each begins elsewhere, so that they do not ask the same at the same time.
        starts = [number * len(questions) // askers for number in range(askers)]
        shares = [[*questions[start:], *questions[:start]] for start in starts]
        done = list(pool.map(lambda share: list(_asked(asker, share, go_on)), shares))
    return _load([reply for share in done for reply in share], perf_counter() - begun)


def _asked(asker: Asker, questions: Sequence[str], go_on: Callable[[], bool]) -> Iterator[Reply]:
    for question in cycle(questions):
        if not go_on():
            return
        yield asker.ask(question)


def _load(replies: Sequence[Reply], seconds: float) -> Load:
    times = [reply.ms for reply in replies if reply.error is None]
    return Load(
        questions=len(replies),
        seconds=seconds,
        p50=percentile(times, 0.5),
        p95=percentile(times, 0.95),
        citations=sum(reply.citations for reply in replies),
        differing=sum(reply.differing for reply in replies),
        errors=tuple(errors(replies)),
    )
