"""What went wrong, question by question, for reading by hand."""

from collections.abc import Callable

from corpus.errors import NotFound
from eval.metrics.overlap import satisfied
from eval.record import Record
from eval.runfile import Run
from eval.score import gold_spans, is_right


def _false_answer(record: Record) -> bool:
    return record.case.unanswerable and record.answered


def _false_refusal(record: Record) -> bool:
    return not record.case.unanswerable and not record.answered


def _wrong(record: Record) -> bool:
    return not record.case.unanswerable and record.answered and is_right(record) is False


def _uncited(record: Record) -> bool:
    return bool(is_right(record)) and not record.scores.get("right_and_cited", 1.0)


KINDS: dict[str, Callable[[Record], bool]] = {
    "false answer": _false_answer,
    "false refusal": _false_refusal,
    "wrong answer": _wrong,
    "right, gold not cited": _uncited,
}


def mistakes(run: Run) -> list[tuple[str, Record]]:
    """Return every record that went wrong with the kind of it, by kind, in the order of the run."""
    return [(kind, one) for kind, is_one in KINDS.items() for one in run.records if is_one(one)]


def gold_ranks(record: Record) -> dict[str, str]:
    """Return where the first gold passage of each group stood in each ranking: "1, 4", or "-"."""
    needed = gold_spans(record.case)
    ranks = {}
    for name, ranking in record.rankings.items():
        places = [satisfied(span, needed) for span in ranking]
        first = (
            next((str(rank) for rank, held in enumerate(places, 1) if group in held), "-")
            for group in range(len(needed))
        )
        ranks[name] = ", ".join(first)
    return ranks


def told(run: Run, kind: str | None = None) -> list[str]:
    """Return every mistake, or those of one kind, as text, and the count of each kind last.

    Raises NotFound for a kind that there is not.
    """
    if kind is not None and kind not in KINDS:
        raise NotFound(f"There is no kind of mistake {kind!r}. There are: {', '.join(KINDS)}.")
    found = mistakes(run)
    texts = ["\n".join(lines(its, record)) + "\n" for its, record in found if kind in (None, its)]
    counts = (f"{name}: {sum(its == name for its, _ in found)}" for name in KINDS)
    return [*texts, f"Of {len(run.records)} questions: {', '.join(counts)}."]


def lines(kind: str, record: Record) -> list[str]:
    """Return a mistake as lines of text."""
    case = record.case
    expected = " / ".join(case.answers) or "(no answer in these articles)"
    told = [f"[{case.id}] {kind}: {case.question}"]
    told += [f"  before     {turn.question} -> {turn.answer}" for turn in case.history]
    if record.searched_for != case.question:
        told.append(f"  searched   {record.searched_for}")
    told.append(f"  expected   {expected}")
    if record.answered:
        told.append(f"  short      {record.short_answer or '-'}")
        told += [f"  cited      {one.article_id}: {one.quote}" for one in record.citations]
    else:
        told.append(f"  refused    {record.reason} Withheld: {record.tentative or '-'}")
    told.append(f"  confidence {record.confidence:.2f}   tags: {', '.join(case.tags) or '-'}")
    if case.gold:
        ranks = ", ".join(f"{name} {found}" for name, found in gold_ranks(record).items())
        told.append(f"  gold in    {', '.join(dict.fromkeys(g.article_id for g in case.gold))}")
        told.append(f"  gold rank  {ranks}")
    top = (span.article_id for span in record.rankings.get("read", ())[:3])
    return [*told, f"  read first {', '.join(top)}"]
