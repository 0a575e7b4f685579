"""How long the steps of one answer take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Steps:
    """Times the steps of one answer: `with step("read"): ...` adds to `spent["read"]`, in
    milliseconds."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + 1000 * (time.perf_counter() - start)
