from pathlib import Path

import pytest

from corpus.model import Article
from eval.loaders import line, questions
from eval.suite import Suite, SuiteInvalid

ARTICLES = [
    Article(id="exit", title="Exit", text="Binance left. Huobi left too."),
    Article(id="mines", title="Mines", text="Sichuan shut its mines."),
]


def load(folder: Path, text: str) -> Suite:
    file = folder / "own.csv"
    file.write_text(text, encoding="utf-8")
    return questions.load(file, "own", ARTICLES)


def test_a_row_is_a_question_with_its_answers_and_its_quotes(tmp_path: Path) -> None:
    text = (
        "question,answers,article,quote,tags\n"
        '"Who left, and when?",Huobi | Huobi Global,'
        "exit | mines,Huobi left too. | Sichuan,who|news\n"
    )
    (case,) = load(tmp_path, text).cases
    assert (case.id, case.question) == ("2", "Who left, and when?")
    assert case.answers == ("Huobi", "Huobi Global")
    assert [(gold.article_id, gold.start) for gold in case.gold] == [("exit", 14), ("mines", 0)]
    assert case.tags == ("who", "news")


def test_one_article_serves_all_its_quotes_and_without_one_is_gold_whole(tmp_path: Path) -> None:
    rows = ["q1,Who left?,exit,Binance left.|Huobi left too.", "q2,Who?,exit,"]
    text = "\n".join(["id,question,article,quote", *rows])
    both, whole = load(tmp_path, text).cases
    assert [gold.article_id for gold in both.gold] == ["exit", "exit"]
    assert (whole.gold[0].start, whole.gold[0].end) == (0, len(ARTICLES[0].text))


def test_a_follow_up_has_its_turns_and_a_list_its_parts(tmp_path: Path) -> None:
    text = (
        "question,answers,parts,history,stand_alone,unanswerable\n"
        "And Huobi?,both,Huobi | Huobi Global; Binance,"
        "Did Binance leave? => Yes. | When?,Did Huobi leave?,no\n"
        "Who sang?,,,,,YES\n"
    )
    follow_up, sang = load(tmp_path, text).cases
    assert follow_up.parts == (("Huobi", "Huobi Global"), ("Binance",))
    assert [(turn.question, turn.answer) for turn in follow_up.history] == [
        ("Did Binance leave?", "Yes."),
        ("When?", ""),
    ]
    assert follow_up.stand_alone == "Did Huobi leave?"
    assert sang.unanswerable


def test_what_a_spreadsheet_writes_is_read(tmp_path: Path) -> None:
    text = "\ufeffquestion;answers\r\nHow much?;1,5 | 1.5\r\n;\r\n"
    (case,) = load(tmp_path, text).cases
    assert case.answers == ("1,5", "1.5")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("question,answer\nWho?,Ada\n", "row 1: the header does not know the column 'answer'"),
        ("answers\nAda\n", "row 1: the header has no column question"),
        ("", "row 1: the header has no column question"),
        ("question,answers\nWho?,Ada\nWho, then?,Bea\n", "row 3 has more cells"),
        ("question,answers\nWho?,Ada\nWhere?,\n", "row 3: .*needs answers or gold"),
        ("question,answers\n,Ada\n", "row 2: question: Field required"),
        ("question,unanswerable\nWho?,maybe\n", "row 2: unanswerable is 'maybe'; write yes or no"),
        ("question,article,quote\nWho?,exit|mines,a|b|c\n", "row 2: 3 quotes and 2 articles"),
        ("question,article,quote\nWho?,exit,gone\n", "row 2: the quote 'gone' does not stand"),
        ("question,article,group\nWho?,exit,one\n", "row 2: group is 'one'; give a number"),
        ('question,answers\n"Who?,Ada\n', "row 2 is not CSV"),
        ("id,question,answers\n1,Who?,Ada\n1,Where?,Rome\n", "row 3: the id '1' was used before"),
    ],
)
def test_a_bad_row_is_named_with_what_is_wrong(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SuiteInvalid, match=rf"own.csv, {complaint}"):
        load(tmp_path, text)


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(b"question\n\xff\n")
    with pytest.raises(SuiteInvalid, match="cannot be read"):
        questions.load(tmp_path / "own.csv", "own", ARTICLES)


def test_what_is_written_to_a_table_is_read_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    lines = [
        line.Line(
            id="f",
            question='Who left, "and" when?\u2028Say.',
            answers=["Huobi", "Huobi; Global"],
            parts=[["Huobi", "HT"], ["OKX"]],
            gold=[
                line.Quote(article="exit", quote="Huobi left,\ntoo.", group=1),
                line.Quote(article="mines", quote="Sichuan"),
            ],
            tags=["who"],
            history=[line.Earlier(question="Who?", answer="A."), line.Earlier(question="Why?")],
            stand_alone="Who left?",
            status="draft",
            needs_review=True,
            note="They said: no.",
            drafted_by="feedback",
        ),
        line.Line(id="u", question="Who sang?", unanswerable=True),
        line.Line(id="w", question="Where?", gold=[line.Quote(article="mines")]),
    ]
    line.replace(file, lines)
    assert [one for _, one in line.read(file)] == lines
    assert line.add(file, [line.Line(id="n", question="New?", answers=["x"])]) == 1
    assert [one.id for _, one in line.read(file)] == ["f", "u", "w", "n"]


def test_a_table_keeps_its_separator(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("question;answers\nHow much?;1,5\n", encoding="utf-8")
    line.add(file, [line.Line(id="n", question="New?", answers=["2,5"])])
    assert file.read_text(encoding="utf-8") == (
        "id;question;answers\n2;How much?;1,5\nn;New?;2,5\n"
    )


def test_what_a_spreadsheet_would_compute_is_shielded_from_it(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    asked = line.Line(id="1", question='=HYPERLINK("http://x")', answers=["-5"])
    line.replace(file, [asked])
    assert "\n1,\"'=HYPERLINK(" in file.read_text(encoding="utf-8")
    assert [one for _, one in line.read(file)] == [asked]


@pytest.mark.parametrize("answer", ["Huobi | OKX", " Huobi", "'=1", "a\rb"])
def test_what_a_cell_cannot_give_back_is_refused_and_the_file_stays(
    tmp_path: Path, answer: str
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("question,answers\nWho?,Ada\n", encoding="utf-8")
    with pytest.raises(SuiteInvalid, match=r"'q' cannot be written .* Name a \.jsonl file"):
        line.replace(file, [line.Line(id="q", question="Who left?", answers=[answer])])
    assert file.read_text(encoding="utf-8") == "question,answers\nWho?,Ada\n"
