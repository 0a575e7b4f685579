from pathlib import Path

import pytest

from corpus.embedding import Embedder
from corpus.errors import ServiceUnreachable
from corpus.index import Index
from corpus.settings import Settings
from eval.bench import footprint, load
from eval.bench.answers import Plan, of_service, questions
from eval.bench.asking import HttpAsker, LocalAsker
from eval.bench.server import served
from service.answerer import Answerer

WHO = "Which exchanges stopped Chinese registrations?"


def test_many_askers_at_once_get_answers_with_true_citations(server_url: str) -> None:
    with HttpAsker(server_url, 8) as asker:
        crowd = load.at_once(asker, questions(), askers=8, seconds=2)
    assert crowd.questions >= 8
    assert crowd.errors == ()
    assert crowd.citations > 0
    assert crowd.differing == 0
    assert crowd.p50 is not None
    assert crowd.p95 is not None
    assert crowd.p50 <= crowd.p95


def test_a_citation_that_its_source_does_not_hold_is_counted(server_url: str) -> None:
    with HttpAsker(server_url, 1) as asker:
        true = asker.ask(WHO)
        asker._texts = dict.fromkeys(asker._texts, "Something else was written here.")
        false = asker.ask(WHO)
    assert (true.citations > 0, true.differing) == (True, 0)
    assert false.differing == false.citations == true.citations


def test_a_question_that_is_refused_is_an_error_and_no_time(server_url: str) -> None:
    with HttpAsker(server_url, 1) as asker:
        refused = load.one_after_another(asker, [""], 3)
    assert len(refused.errors) == refused.questions == 3
    assert "422" in refused.errors[0]
    assert refused.p50 is None


def test_a_service_that_runs_already_is_measured(server_url: str) -> None:
    measured = of_service(server_url, Plan(questions=2, askers=2, seconds=0.1))
    assert measured.sound
    assert measured.alone.questions == 2
    assert measured.start_s is None


def test_without_http_the_same_is_checked(shipped: Index, answerer: Answerer) -> None:
    asker = LocalAsker(answerer, shipped)
    reply = asker.ask(WHO)
    assert (reply.citations > 0, reply.differing, reply.error) == (True, 0, None)
    assert "QuestionRefused" in (asker.ask("").error or "")


def test_a_server_that_cannot_start_is_told(settings: Settings, embedder: Embedder) -> None:
    held = Index(settings, embedder=embedder)
    with held, pytest.raises(ServiceUnreachable, match="exit code 7"), served(settings.data):
        pass


def test_sizes_are_those_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    file = tmp_path / "inner" / "file"
    file.write_bytes(b"x" * 1024 * 1024)
    (tmp_path / "again").hardlink_to(file)
    (tmp_path / "pointer").symlink_to(file)
    assert footprint.folder_mib(tmp_path) == pytest.approx(1, abs=0.1)
    assert footprint.folder_mib(tmp_path / "none") == 0


def test_a_process_that_is_not_there_takes_no_memory() -> None:
    assert footprint.memory_mib(2**22 + 1) is None
