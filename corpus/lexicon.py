"""The lexical index: BM25 over passages, in Tantivy."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock

import tantivy

from corpus.errors import DataFolderUnusable
from corpus.model import Article, Filter, Passage
from corpus.stopwords import STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_TITLE_BOOST = 0.5
_DIGITS = 4
_TEXT = "en_stem"
_LONGEST = 40


class Lexicon:
    """Passages by their words. Thread-safe; one writing process a folder."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`, or make it. Raises DataFolderUnusable."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._schema = _schema()
            self._index = tantivy.Index(self._schema, path=str(folder))
            self._index.config_reader(reload_policy="manual")
        except (OSError, ValueError) as error:
            raise DataFolderUnusable(
                f"The lexical index in {folder} cannot be opened: {error}. If it is damaged, "
                "`footnote reindex` makes it anew from the catalog."
            ) from error
        self._writing = Lock()

    def put(self, entries: Iterable[tuple[Article, Sequence[Passage]]]) -> None:
        """Add passages; those already there under the same id are replaced."""
        with self._writer() as writer:
            for article, passages in entries:
                for passage in passages:
                    writer.delete_documents_by_term("id", passage.id)
                    writer.add_document(self._document(article, passage))

    def delete(self, ids: Sequence[str]) -> int:
        """Remove passages by id and return how many were there."""
        before = self.count()
        with self._writer() as writer:
            for id_ in ids:
                writer.delete_documents_by_term("id", id_)
        return before - self.count()

    def search(self, question: str, *, limit: int, where: Filter) -> dict[str, float]:
        """Return the BM25 scores of the best passages by their ids, best first; ties stand in the
        order of their ids."""
        return self._scored(question, self._conditions(where), limit)

    def scores(self, question: str, ids: Sequence[str]) -> dict[str, float]:
        """Return the BM25 score of each of the given passages, nought where no word is the same."""
        these = tantivy.Query.term_set_query(self._schema, "id", list(ids))
        return dict.fromkeys(ids, 0.0) | self._scored(question, [these], len(ids))

    def _scored(
        self, question: str, conditions: Iterable["tantivy.Query"], limit: int
    ) -> dict[str, float]:
        query = self._query(question, conditions)
        if query is None or limit < 1:
            return {}
        searcher = self._index.searcher()
        found = searcher.search(query, limit=limit, count=False).hits
        # Sums of the same terms in another order differ in the last digits.
        scored = [
            (-round(score, _DIGITS), str(searcher.doc(address).get_first("id")))
            for score, address in found
        ]
        return {id_: -negated for negated, id_ in sorted(scored)}

    def knows(self, word: str) -> bool:
        """Tell whether any passage has a word, in whatever form."""
        searcher = self._index.searcher()
        return any(
            searcher.doc_freq(field, term) for term in _terms(word) for field in ("text", "title")
        )

    def like(self, word: str, *, limit: int, where: Filter) -> list[str]:
        """Return the ids of some passages that have a word up to two slips away."""
        alike = [
            tantivy.Query.fuzzy_term_query(self._schema, field, term, distance=2)
            for term in _terms(word)
            for field in ("text", "title")
        ]
        if not alike:
            return []
        either = tantivy.Query.disjunction_max_query(alike)
        parts = [(tantivy.Occur.Must, query) for query in (either, *self._conditions(where))]
        return self._found(tantivy.Query.boolean_query(parts), limit)

    def count(self) -> int:
        return int(self._index.searcher().num_docs)

    def ids(self) -> set[str]:
        """Return the id of every passage held."""
        return set(self._found(tantivy.Query.all_query(), self.count()))

    def holding(self, ids: Sequence[str]) -> list[str]:
        """Return those of the passages that are here."""
        return self._found(tantivy.Query.term_set_query(self._schema, "id", list(ids)), len(ids))

    def _found(self, query: "tantivy.Query", most: int) -> list[str]:
        searcher = self._index.searcher()
        found = searcher.search(query, limit=max(most, 1), count=False).hits
        return [str(searcher.doc(address).get_first("id")) for _, address in found]

    @contextmanager
    def _writer(self) -> Iterator["tantivy.IndexWriter"]:
        with self._writing:
            writer = self._index.writer(num_threads=1)
            try:
                yield writer
                writer.commit()
            finally:
                writer.wait_merging_threads()
            self._index.reload()

    def _document(self, article: Article, passage: Passage) -> "tantivy.Document":
        document = tantivy.Document()
        document.add_text("id", passage.id)
        document.add_text("collection", article.collection)
        document.add_text("source", article.source or "")
        document.add_text("language", article.language or "")
        for field, names in (("author", article.authors), ("tag", article.tags)):
            for name in names:
                document.add_text(field, name)
        document.add_text("title", article.title)
        document.add_text("text", passage.text)
        if article.published is not None:
            document.add_integer("published", article.published.toordinal())
        return document

    def _query(
        self, question: str, conditions: Iterable["tantivy.Query"]
    ) -> "tantivy.Query | None":
        # Words only: the parser gives meaning to quotes, colons, AND and the like, and a question
        # is not a query in that language.
        words = " ".join(_telling(_WORD.findall(question))).lower()
        if not words:
            return None
        query, _ = self._index.parse_query_lenient(
            words, ["title", "text"], field_boosts={"title": _TITLE_BOOST}
        )
        # Conditions that score nothing, so that a filter changes no ranking.
        met = [
            (tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0))
            for condition in conditions
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *met])

    def _conditions(self, where: Filter) -> Iterable["tantivy.Query"]:
        named = {
            "collection": where.collections,
            "source": where.sources,
            "author": where.authors,
            "tag": where.tags,
            "language": where.languages,
        }
        for field, names in named.items():
            if names:
                yield tantivy.Query.term_set_query(self._schema, field, list(names))
        if where.published_after is not None or where.published_before is not None:
            first = where.published_after or date.min
            last = where.published_before or date.max
            yield tantivy.Query.range_query(
                self._schema,
                "published",
                tantivy.FieldType.Integer,
                first.toordinal(),
                last.toordinal(),
            )


def _telling(words: Sequence[str]) -> Sequence[str]:
    """Return the words that tell passages apart, for a dozen that do not outweigh one rare name;
    all where there are no others ("Who are The Who?")."""
    kept = [
        word
        for at, word in enumerate(words)
        if word.lower() not in STOP_WORDS or _is_a_name(word, begins=not at)
    ]
    return kept or words


def _is_a_name(word: str, *, begins: bool) -> bool:
    """Tell whether a word is written as a name is: "US" for "us", and "Will" within a question."""
    return len(word) > 1 and (word.isupper() or (word[0].isupper() and not begins))


@cache
def _analyzer() -> "tantivy.TextAnalyzer":
    # What `en_stem` is made of.
    stemmed = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(_LONGEST),
        tantivy.Filter.lowercase(),
        tantivy.Filter.stemmer("english"),
    ):
        stemmed = stemmed.filter(step)
    return stemmed.build()


def _terms(word: str) -> list[str]:
    return list(_analyzer().analyze(word))


def _schema() -> "tantivy.Schema":
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("collection", "source", "author", "tag", "language"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_TEXT, index_option="freq")
    builder.add_text_field("text", tokenizer_name=_TEXT, index_option="freq")
    return builder.build()
