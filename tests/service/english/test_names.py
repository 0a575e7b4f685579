"""Names are told from other words, and people from other names, by form."""

import pytest

from service.english.names import heading, like_a_person, names, together


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When did Huobi Global leave?", ["Huobi Global"]),
        ("Who went to the University of North Carolina?", ["University of North Carolina"]),
        ("Did P. G. Wodehouse's aunt live in the US in May 2021?", ["P. G. Wodehouse", "US"]),
        ("Notable people there?", []),
        ("In Arvik, Ben Delo said so.", ["Arvik", "Ben Delo"]),
        ("“Four years and eight months in prison.", []),
        ("Does the Four Seasons Hotel stay?", ["Four Seasons Hotel"]),
    ],
)
def test_names_are_found_without_what_stands_before_them(text: str, expected: list[str]) -> None:
    found = names(text)
    assert [name.text for name in found] == expected
    assert all(text[name.start :].startswith(name.text) for name in found)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ben Delo", True),
        ("the hacker", True),
        ("India's finance minister", True),
        ("Poly Network", False),
        ("Hong Kong", False),
        ("BTC China", False),
        ("the ban", False),
        ("Huobi", None),
    ],
)
def test_a_persons_name_is_told_where_its_form_does(name: str, person: bool | None) -> None:
    assert like_a_person(name) is person


def test_a_title_is_nothing_but_a_name() -> None:
    assert heading("David Davis (British politician)") == "David Davis"
    assert heading("All About Eve") == "All About Eve"
    assert heading("When did Huobi close") is None
    assert heading("Huobi?") is None


def test_names_side_by_side_are_taken_together() -> None:
    text = "Only Huobi, Cobo and Binance left."
    assert together(text, names(text)) == "Huobi, Cobo and Binance"
    assert together("Huobi left, Cobo did not.", names("Huobi left, Cobo did not.")) is None
