"""Questions asked one after another or at once, with the same outcome."""

import threading

import pytest

from eval.record import Record
from eval.respondents import nothing_said
from eval.run import ask
from eval.suite import Case
from eval.support import Support

CASES = [Case(id=f"q{number}", question=f"What is {number}?") for number in range(9)]


def unwatched(doing: str, done: int, total: int) -> None:
    pass


class Waiting:
    """Answers nobody until as many ask at once as are expected, and notes who was asked."""

    def __init__(self, at_once: int) -> None:
        self.asked: list[str] = []
        self._together = threading.Barrier(at_once, timeout=60)

    def respond(self, case: Case) -> Record:
        if self.asked:  # the first is asked by itself, to load what is loaded then
            self._together.wait()
        self.asked.append(case.id)
        return nothing_said(case, "answer", float(case.id[1:]))


class Failing(Waiting):
    """Fails at the fourth question."""

    def respond(self, case: Case) -> Record:
        record = super().respond(case)
        if case.id == "q3":
            raise RuntimeError("out of ink")
        return record


@pytest.mark.parametrize("at_once", [1, 3])
def test_records_come_in_the_order_of_the_questions(at_once: int) -> None:
    respondent = Waiting(at_once)
    records = list(ask(CASES, respondent, Support(), unwatched, parallel=at_once))
    one_by_one = list(ask(CASES, Waiting(1), Support(), unwatched))
    assert [one.case for one in records] == CASES
    assert records == one_by_one
    assert all("false_refusal" in one.scores for one in records)


def test_a_failure_ends_the_asking_after_what_came_before_it() -> None:
    given = ask(CASES, Failing(1), Support(), unwatched, parallel=2)
    assert [next(given).case.id for _ in range(3)] == ["q0", "q1", "q2"]
    with pytest.raises(RuntimeError, match="out of ink"):
        next(given)
