"""Memory that holds nothing of what was in it before, and memory that is given back.

hnswlib, under Chroma (1.5.9), asks for room for more vectors than there are, does not clear it, and
writes all of it to disk. Out of a heap that is in use, such room holds what was freed there last: a
file of vectors may come to hold the text of articles, deleted ones too.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

# glibc's parameter of mallopt(3): what is asked for is filled with the complement of a byte.
_PERTURB, _WITH_NOUGHT, _OFF = -6, 0xFF, 0
_lock = RLock()


@contextmanager
def cleared_memory() -> Iterator[None]:
    """Clear all memory that this process asks for while this lasts, and what it gives back.

    It costs time in proportion, so it is for building what is to hold nothing else. Only glibc can
    be told; with another allocator this does nothing.
    """
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    if tell is None:
        yield
        return
    with _lock:
        tell(_PERTURB, _WITH_NOUGHT)
        try:
            yield
        finally:
            tell(_PERTURB, _OFF)


def give_back() -> None:
    """Return to the system what this process has freed and its heap still holds.

    PyTorch asks for blocks of ever other sizes; glibc keeps those that lie between others in use,
    so that a long ingestion grows by what nobody needs. Takes some milliseconds. Only glibc can be
    told; with another allocator this does nothing.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
