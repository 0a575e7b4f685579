from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from corpus.errors import ArticleUnknown
from corpus.index import Index
from corpus.model import Article
from ingest.library import LocalLibrary


def test_eight_threads_storing_and_deleting_leave_the_stores_in_agreement(index: Index) -> None:
    library = LocalLibrary(index)

    def change(thread: int) -> None:
        for turn in range(4):
            id_ = f"a{(7 * thread + turn) % 12}"
            library.store(Article(id=id_, title="A", text=f"Text {turn} of thread {thread}."))
            if turn % 4 == 3:
                with suppress(ArticleUnknown):
                    index.delete(f"a{(thread + turn) % 12}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(8)))
    assert index.disagreements() == []
