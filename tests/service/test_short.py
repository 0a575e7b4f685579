"""The short answer as it is shown."""

import pytest

from service.short import tidied


@pytest.mark.parametrize(
    ("cut", "shown"),
    [
        ('"We did not want this', "We did not want this"),
        ("the last cloud”", "the last cloud"),
        ("nine (of ten", "nine (of ten"),
        ("(of ten", "of ten"),
        ("Arvik,", "Arvik"),
        ('"an insult"', '"an insult"'),
        ("Acme (Arvik)", "Acme (Arvik)"),
        ("the miners’", "the miners’"),
        ('"', '"'),
    ],
)
def test_half_a_pair_of_marks_is_not_shown(cut: str, shown: str) -> None:
    assert tidied(cut) == shown
