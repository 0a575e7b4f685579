"""What the README says is so."""

import json
import re
from pathlib import Path

from corpus.settings import PREFIX, Settings
from service.answerer import Answerer
from service.http.schemas import AnswerOut
from service.model import Question

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_its_answer_is_the_one_that_the_service_gives(answerer: Answerer) -> None:
    block = re.search(r"<!-- answer:begin -->\s*```json\n(.*?)```", README, re.DOTALL)
    assert block, "the README shows an answer"
    shown = json.loads(block.group(1))
    asked = re.search(r"""-d '(\{"question".*?\})'""", README)
    assert asked
    answer = answerer.answer(Question(text=json.loads(asked.group(1))["question"]))
    given = AnswerOut.of(answer).model_dump(mode="json")
    assert shown == {name: given[name] for name in shown}


def test_its_table_of_settings_is_complete_and_true() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (?:`([^`]*)`)? *\| (.*?) \|$", README, re.MULTILINE)
    shown = {name: (default, meaning) for name, default, meaning in rows}
    expected = {
        PREFIX + name.upper(): (
            "" if field.default is None else str(field.default),
            field.description,
        )
        for name, field in Settings.model_fields.items()
    }
    assert shown == expected
