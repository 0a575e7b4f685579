"""What the rooms' property tests, run tests and report tests share."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from eval import runfile
from eval.metrics.overlap import Span
from eval.provenance import Made
from eval.record import Cited, Record
from eval.suite import Case, Gold

# The first call of a property pays for imports; that is no failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the test's own; where its indexes lie."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "footnote" / "suites"


HOSTILE = "</summary></script><script>document.title='taken'</script><img src=x onerror=alert(1)>"
MADE = Made(
    suite="harbour",
    seed=7,
    limit=None,
    settings={"passages": 12, "writer": "quote", "embedding_model": None},
    models={"reader/reader.onnx": "ab" * 32},
    versions={"footnote": "0.1.0"},
    questions="12" * 32,
    corpus="cd" * 32,
    articles=3,
    passages=9,
    cores=2,
)
QUOTE = Span(article_id="lantern", start=10, end=50)


def _record(number: int, question: str, said: str | None, sure: float, **case: object) -> Record:
    """A reply that says `said`, or withholds it where it is None, cited where the gold is."""
    given = {"gold": (Gold(article_id="lantern", start=10, end=50),), "tags": ("what",), **case}
    cited = Cited(article_id="lantern", start=10, end=50, quote="The keeper painted it green.")
    return Record(
        case=Case(id=f"q{number}", question=question, **given),  # type: ignore[arg-type]
        answered=said is not None,
        answer=f"The keeper painted it {said}." if said else "",
        short_answer=said,
        tentative=said or "grey",
        confidence=sure,
        reason=None if said else "None of the passages found answers the question.",
        searched_for=question,
        citations=(cited,) if said else (),
        rankings={
            "lexical": (Span(article_id="keeper", start=0, end=90), QUOTE),
            "read": (QUOTE,),
        },
        timings_ms={"read": 20.0 * number, "total": 30.0 * number},
        trace={
            "threshold": 0.5,
            "parts": [
                {
                    "asked": question,
                    "confidence": sure,
                    "selected": [said or "grey"],
                    "candidates": [
                        {"text": said or "grey", "score": 2.5, "places": 1},
                        {"text": "Gdynia", "score": -1.25, "places": 1},
                    ],
                    "readings": [
                        {"passage": "lantern@1:10-50", "relevance": 3.5, "kinds": {"none": 0.25}}
                    ],
                }
            ],
        },
    )


RECORDS = (
    _record(1, "What colour is the lantern room?", "green", 0.9, answers=("green",)),
    _record(2, "What colour is the door?", "blue", 0.8, answers=("red",), tags=("what", "door")),
    _record(3, "What colour is the boat?", None, 0.3, answers=("white",)),
    _record(4, "Who keeps the keeper?", "Zork", 0.7, unanswerable=True, gold=(), tags=("who",)),
    _record(5, "Who is the duke?", None, 0.2, unanswerable=True, gold=(), tags=("who",)),
    _record(6, HOSTILE, HOSTILE, 0.6, answers=("green", HOSTILE), tags=("who", HOSTILE)),
)


@pytest.fixture(scope="session")
def store_run(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Store a run of records under a name in a folder of its own."""

    def store(
        name: str, records: tuple[Record, ...] = RECORDS, folder: Path | None = None, **made: object
    ) -> Path:
        file = (folder or tmp_path_factory.mktemp("runs")) / f"{name}.jsonl"
        runfile.begin(file, replace(MADE, **made))  # type: ignore[arg-type]
        runfile.append(file, records)
        return file

    return store


@pytest.fixture(scope="session")
def run_file(store_run: Callable[..., Path]) -> Path:
    """A run of six questions: one of each outcome, and one of text that would be markup."""
    return store_run("first")


@pytest.fixture(scope="session")
def other_file(store_run: Callable[..., Path]) -> Path:
    """The same questions with another setting, the first of them refused."""
    refused = replace(RECORDS[0], answered=False, short_answer=None, answer="", citations=())
    return store_run("second", (refused, *RECORDS[1:]), settings={"passages": 6})
