"""Passages that rank high for a question and do not hold its answer, found by BM25."""

import re
from collections.abc import Sequence

import tantivy

from training.sets import Example


class Lookalikes:
    """A BM25 index over the distinct paragraphs of some examples."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.texts = list({e.text: e.title for e in examples}.items())
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True)
        builder.add_text_field("text", tokenizer_name="en_stem")
        self.index = tantivy.Index(builder.build())
        writer = self.index.writer(50_000_000, 1)
        for number, (text, title) in enumerate(self.texts):
            writer.add_document(tantivy.Document(number=number, text=f"{title} {text}"))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, question: str, limit: int) -> list[tuple[str, str]]:
        """The best `limit` paragraphs as (text, title), best first."""
        query = self.index.parse_query(" ".join(re.findall(r"\w+", question.lower())), ["text"])
        found = self.searcher.search(query, limit).hits
        return [self.texts[self.searcher.doc(address)["number"][0]] for _, address in found]

    def of(self, example: Example, limit: int) -> list[tuple[str, str]]:
        """Those that hold none of the accepted answers."""
        answers = [a.lower() for a in example.answers]
        return [
            (text, title)
            for text, title in self.search(example.question, limit + 2)
            if text != example.text and not any(a in text.lower() for a in answers)
        ][:limit]
