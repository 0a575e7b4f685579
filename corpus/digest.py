"""What of a passage is embedded, and the name that this text has wherever it stands.

Passages with the same digest have the same vector, so that text which was embedded once, under
whatever article and version, is not embedded again.
"""

from hashlib import blake2b

from corpus.sentences import sentences

_BYTES = 16


def embedded_text(title: str, text: str) -> str:
    """Return what the embedding model is given of a passage: it stands under its title."""
    return f"{title}\n{text}"


def embedded_sentences(title: str, text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a passage begins and ends in its `embedded_text`."""
    before = len(embedded_text(title, ""))
    return [(before + start, before + end) for start, end in sentences(text)]


def digest(text: str) -> bytes:
    """Return 16 bytes that tell an embedded text from every other."""
    return blake2b(text.encode(), digest_size=_BYTES).digest()
