"""What was in memory before does not come to lie in the files of vectors."""

import os
import subprocess
import sys
from pathlib import Path

from corpus.index import Index
from corpus.model import Article, Passage
from corpus.settings import load
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


if __name__ == "__main__":
    one_article_in(Path(sys.argv[1]))
