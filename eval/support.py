"""Does a text bear a statement out? The model that the service shows sentences by is asked."""

from collections.abc import Sequence
from dataclasses import replace

from eval.record import Record, Said
from service.coverage import Source
from service.verdict import shipped


class Support:
    """The support model as a judge; it is loaded when it is first needed."""

    def borne_out(self, statement: str, source: Source) -> float:
        """Return the probability that a source bears the statement out.

        What stands in it word for word is borne out; nothing is by an empty source. Raises
        ModelUnavailable.
        """
        said = _plain(statement)
        if said and said in _plain(" ".join(source.sentences)):
            return 1.0
        return shipped().probability(said, source) if said else 0.0

    def weighed(self, record: Record) -> Record:
        """Return the record with its sentences and its case's assertions judged."""
        quotes = [citation.quote for citation in record.citations]
        reply = Source.of([record.shown] if record.answered else [])
        return replace(
            record,
            sentences=tuple(self._weighed(said, quotes) for said in record.sentences),
            asserted=tuple(self.borne_out(one, reply) for one in record.case.assertions),
        )

    def _weighed(self, said: Said, quotes: Sequence[str]) -> Said:
        cited = [quotes[place] for place in said.citations]
        others = [cited[:place] + cited[place + 1 :] for place in range(len(cited))]
        return replace(
            said,
            together=self.borne_out(said.text, Source.of(cited)),
            alone=tuple(self.borne_out(said.text, Source.of([quote])) for quote in cited),
            without=tuple(self.borne_out(said.text, Source.of(rest)) for rest in others),
        )


def _plain(text: str) -> str:
    return " ".join(text.split())
