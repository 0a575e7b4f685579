"""What was in memory before does not come to lie in the files of vectors, and what is free goes
back to the system."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.index import Index
from corpus.memory import give_back
from corpus.model import Article, Passage
from corpus.settings import load
from eval.bench.footprint import memory_mib
from eval.bench.wordcounts import WordCounts

# glibc fills what it hands out with the complement of this byte: any other would do, too, to stand
# for what was freed.
LITTER = 0x5A


def one_article_in(folder: Path) -> None:
    text = "The station of Naxos opened."
    article = Article(id="a", title="Naxos", text=text)
    passage = Passage(article_id="a", version=0, start=0, end=len(text), text=text)
    with Index(load(data=folder), embedder=WordCounts()) as index:
        index.put(article, [passage])
        index.compact()


def test_a_graph_of_vectors_that_compact_makes_holds_nothing_of_what_was_freed(
    tmp_path: Path,
) -> None:
    littered = {**os.environ, "MALLOC_PERTURB_": str(LITTER ^ 0xFF)}
    subprocess.run([sys.executable, __file__, str(tmp_path)], env=littered, check=True)
    (graph,) = tmp_path.rglob("data_level0.bin")
    held = graph.read_bytes()
    # Room for a hundred vectors, of which one is there: 384 numbers of 4 bytes, and its links.
    assert len(held) > 100 * 384 * 4
    assert bytes([LITTER]) * 64 not in held
    assert set(held[-1000:]) == {0}


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator cannot be told elsewhere")
def test_what_lies_free_between_blocks_in_use_is_given_back() -> None:
    blocks = [bytes(1500) for _ in range(100_000)]
    kept = blocks[::200]
    blocks.clear()
    held = memory_mib(os.getpid()) or 0.0
    give_back()
    assert held - (memory_mib(os.getpid()) or 0.0) > 100
    assert len(kept) == 500


if __name__ == "__main__":
    one_article_in(Path(sys.argv[1]))
