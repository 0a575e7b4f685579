from corpus.model import Hit, Passage
from service.nearest import starting_points


def hits(*names: str) -> list[Hit]:
    return [
        Hit(passage=Passage(article_id=name, version=1, start=0, end=1, text=name), title=name)
        for name in names
    ]


def points(read: str, found: str) -> str:
    return "".join(hit.title for hit in starting_points(hits(*read), hits(*found)))


def test_the_best_that_was_read_stays_first_and_the_rest_stand_by_both_orders() -> None:
    # "b" is second in the search and last for the reader, "d" the other way round.
    assert points(read="acdb", found="abcd") == "abcd"
    assert points(read="dcba", found="abcd")[0] == "d"
    assert points(read="dcba", found="abcd")[1:] == "abc"


def test_what_was_found_and_not_read_comes_too_and_nothing_comes_twice() -> None:
    assert points(read="ba", found="abcde") == "bacde"
    assert points(read="", found="ab") == "ab"
    assert points(read="ab", found="") == "ab"
    assert points(read="", found="") == ""
