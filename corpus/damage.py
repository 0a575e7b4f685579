"""Vectors that cannot be read.

Chroma (1.5.9) writes its graph of vectors in place, a thousand or more at a time. A process that is
killed meanwhile, or a disk that is full, leaves files that it cannot open again, or from which
vectors are missing that it goes on listing.
"""

from chromadb.errors import ChromaError

from corpus.vectors import Vectors

_AT_ONCE = 1_000


def damage(vectors: Vectors, *, each: bool) -> str | None:
    """Return what Chroma says of vectors that it cannot open, or with `each`, which reads them all,
    of any one that it cannot read; None when all is well."""
    try:
        vectors.count()
        ids = sorted(vectors.ids()) if each else []
        for first in range(0, len(ids), _AT_ONCE):
            vectors.get(ids[first : first + _AT_ONCE])
    except ChromaError as error:
        return str(error)
    return None
