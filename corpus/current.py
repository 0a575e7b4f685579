"""The stores in force, which may be replaced while questions are asked of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from corpus.stores import Stores


class Current:
    """Lends the stores in force, and replaces them when nobody has them. Thread-safe."""

    def __init__(self, stores: Stores) -> None:
        self.stores = stores
        self._users = 0
        self._replacing = False
        self._changed = Condition()

    @contextmanager
    def using(self) -> Iterator[Stores]:
        """Lend the stores; not to be asked for again while they are held."""
        with self._changed:
            self._changed.wait_for(lambda: not self._replacing)
            self._users += 1
        try:
            yield self.stores
        finally:
            with self._changed:
                self._users -= 1
                self._changed.notify_all()

    def replace(self, stores: Stores, commit: Callable[[], None]) -> Stores:
        """Put other stores in force and return the old ones, which nobody has any longer.

        Whoever has them finishes first; newcomers wait, milliseconds as a rule. `commit` writes
        down what is in force from now on; when it raises, the old ones stay.
        """
        with self._alone():
            commit()
            old, self.stores = self.stores, stores
        return old

    def renew(self, made_of: Callable[[Stores], Stores]) -> None:
        """Put in force what is made of the stores, which nobody has meanwhile; when that fails,
        they stay, in whatever state it left them."""
        with self._alone():
            self.stores = made_of(self.stores)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._changed:
            self._replacing = True
            try:
                self._changed.wait_for(lambda: self._users == 0)
                yield
            finally:
                self._replacing = False
                self._changed.notify_all()
