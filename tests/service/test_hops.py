"""From passage to passage: what answers a question together with the best one."""

from collections.abc import Callable, Sequence

from corpus.index import Index
from corpus.model import Article, Filter, Hit, Ranks
from corpus.settings import Settings
from service.answerer import Answerer
from service.hops import Route, follow
from service.model import Question
from service.retrieval import find, find_more

Put = Callable[..., Article]

ASKED = "Where does the bank that owns the Corvin bridge have its headquarters?"
BRIDGE = (
    "The Corvin bridge, built in 1911, is a toll bridge. Halden Kredit is the bank that owns it."
)
BANK = "The bank has its headquarters in Lund. It was founded by two brothers."


def route(index: Index, question: str, where: Filter | None = None) -> Route:
    where = where or Filter()
    return follow(question, find(index, question, where=where), more(index, where))


def more(index: Index, where: Filter) -> Callable[[Sequence[str], Sequence[Hit]], list[Hit]]:
    return lambda queries, known: find_more(index, queries, where=where, known=known)


def places(found: Route) -> list[str]:
    return [hop.hit.passage.article_id for hop in found.hops]


def crowd(put: Put, count: int = 4) -> None:
    """Banks and bridges that the question is as much like as what it asks for."""
    for number in range(count):
        put(
            f"bank{number}",
            f"This bank moved its headquarters from Ystad to Malmo in {1950 + number}.",
        )
        put(
            f"bridge{number}",
            f"Where the old bridge number {number} has its toll, a bank had one too.",
        )


def test_what_the_best_passage_names_comes_next(index: Index, put: Put) -> None:
    put("corvin", BRIDGE, title="Corvin bridge")
    put("halden", BANK, title="Halden Kredit")
    crowd(put)

    found = route(index, ASKED)

    assert places(found)[:2] == ["corvin", "halden"]
    first, second = found.hops[:2]
    assert first.bridge is None
    assert second.bridge is not None
    assert second.bridge.name == "halden kredit"
    assert {"headquarters"} <= second.adds
    assert 0 < found.lacking < 1


def test_nothing_is_sought_when_the_best_passage_speaks_of_all_that_is_asked(
    index: Index, put: Put
) -> None:
    put("corvin", BRIDGE, title="Corvin bridge")
    put("halden", BANK, title="Halden Kredit")
    asked = "Which bank owns the Corvin bridge?"

    found = follow(asked, find(index, asked, where=Filter()), _never)

    assert found == Route(lacking=0.0, hops=())


def _never(queries: Sequence[str], known: Sequence[Hit]) -> list[Hit]:
    raise AssertionError(f"searched for {queries} beyond {known}")


def test_each_of_two_things_compared_gets_its_passage(index: Index, put: Put) -> None:
    put("maren", "Maren is a ferry from Naxos that was launched in 1964.", title="Maren")
    put("elin", "Elin is a lightship. She was launched in 1907.", title="Elin")
    for number in range(4):
        put(f"maren{number}", f"Which first mate of the Maren was launched at {number}, Maren?")

    found = route(index, "Which was launched first, the Maren or the Elin?")

    assert {"elin"} <= set(places(found)[:2])


def test_what_was_not_found_by_the_question_is_found_by_a_name(index: Index, put: Put) -> None:
    put("corvin", BRIDGE, title="Corvin bridge")
    put("halden", "Two brothers founded it in Lund.", title="Halden Kredit")
    known = [hit for hit in find(index, ASKED, where=Filter()) if _id(hit) == "corvin"]

    found = follow(ASKED, known, more(index, Filter()))

    assert places(found) == ["corvin", "halden"]
    beyond = found.beyond(known)
    assert [_id(hit) for hit in beyond] == ["halden"]
    assert beyond[0].ranks == Ranks()
    assert beyond[0].score == 0
    assert [_id(hit) for hit in found.order([*beyond, *known])] == ["corvin", "halden"]


def test_a_filter_holds_for_the_second_search_too(index: Index, put: Put) -> None:
    put("corvin", BRIDGE, title="Corvin bridge", source="Herald")
    put("halden", BANK, title="Halden Kredit", source="Gazette")

    assert places(route(index, ASKED, Filter(sources=["Herald"]))) == ["corvin"]
    assert places(route(index, ASKED)) == ["corvin", "halden"]


def test_a_copy_of_what_is_known_is_no_hop(index: Index, put: Put) -> None:
    put("corvin", BRIDGE, title="Corvin bridge")
    put("copy", BRIDGE, title="Halden Kredit")
    known = [hit for hit in find(index, ASKED, where=Filter()) if _id(hit) == "corvin"]

    assert places(follow(ASKED, known, more(index, Filter()))) == ["corvin"]


def test_nothing_found_leads_nowhere(index: Index) -> None:
    assert route(index, ASKED) == Route(lacking=0.0, hops=())


def test_the_answer_reads_the_second_passage_and_traces_the_way(
    index: Index, settings: Settings, put: Put
) -> None:
    put("corvin", BRIDGE, title="Corvin bridge")
    put("halden", BANK, title="Halden Kredit")
    crowd(put)

    answer = Answerer(index, settings).answer(Question(text=ASKED, passages=1))

    assert [_id(hit) for hit in answer.passages][:2] == ["corvin", "halden"]
    assert answer.timings_ms["follow"] > 0
    (part,) = answer.trace["parts"]
    assert part["route"]["hops"][1]["bridge"] == "halden kredit"
    read = [reading["passage"] for reading in part["readings"]]
    assert {hop["passage"] for hop in part["route"]["hops"]} <= set(read)


def _id(hit: Hit) -> str:
    return hit.passage.article_id
