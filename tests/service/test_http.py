"""The service over HTTP, asked by a real client."""

from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest


@pytest.fixture(scope="module")
def http(server_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server_url, timeout=60) as client:
        yield client


@pytest.fixture
def stored(http: httpx.Client) -> Iterator[str]:
    """The path of an article that is removed again."""
    path = "/v1/articles/" + quote("desk/mayor of Arvik", safe="")
    body = {
        "title": "Arvik",
        "text": "😀 The mayor of Arvik is Ida Berg. She was elected in 2019.",
        "source": "Gazette",
        "published": "2021-09-24T10:00:00Z",
    }
    http.put(path, json=body).raise_for_status()
    yield path
    http.delete(path)


def test_an_answer_has_every_field_that_is_promised(http: httpx.Client) -> None:
    question = "Which exchanges stopped Chinese registrations?"
    answer = http.post("/v1/answers", json={"question": question}).json()

    assert answer["question"] == question
    assert answer["status"] == "answered"
    assert answer["short_answer"] == "Huobi Global and Binance"
    assert 0.5 < answer["confidence"] <= 1.0
    assert answer["writer"] == "quote"
    assert answer["reason"] is None
    steps = {"rewrite", "retrieve", "read", "follow", "write", "verify"}
    assert set(answer["timings_ms"]) == steps
    assert answer["sentences"][0]["citations"] == [1]
    assert set(answer["citations"][0]) == {
        "marker", "article_id", "version", "title", "source", "url", "published", "page",
        "start", "end", "quote",
    }  # fmt: skip
    assert set(answer["passages"][0]["ranks"]) == {"lexical", "dense", "fused"}


def test_a_citation_can_be_looked_up_to_the_character(http: httpx.Client, stored: str) -> None:
    answer = http.post("/v1/answers", json={"question": "Who is the mayor of Arvik?"}).json()
    citation = answer["citations"][0]
    article = http.get(stored, params={"version": citation["version"]}).json()
    assert article["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert citation["quote"] == "😀 The mayor of Arvik is Ida Berg."
    assert (citation["source"], citation["published"]) == ("Gazette", "2021-09-24")


def test_an_answer_is_kept_with_its_trace(http: httpx.Client) -> None:
    given = http.post("/v1/answers", json={"question": "Where did Cobo move?"}).json()
    kept = http.get(f"/v1/answers/{given['id']}").json()
    assert {name: kept[name] for name in given} == given
    assert set(kept) - set(given) == {"trace", "history", "filtered"}
    assert kept["trace"]["parts"][0]["readings"]


def test_a_search_returns_passages_without_reading_them(http: httpx.Client) -> None:
    found = http.post("/v1/search", json={"question": "Cobo headquarters", "limit": 3}).json()
    assert len(found["passages"]) == 3
    assert "Cobo" in found["passages"][0]["text"]


def test_filters_and_collections_restrict_what_is_found(http: httpx.Client, stored: str) -> None:
    filters = {"source": ["Gazette"], "published_after": "2021-09-24"}
    body = {"question": "bitcoin", "filters": filters}
    found = http.post("/v1/search", json=body).json()["passages"]
    assert {passage["title"] for passage in found} == {"Arvik"}
    body["filters"]["published_before"] = "2021-09-23"
    assert http.post("/v1/search", json=body).json()["passages"] == []


def test_articles_are_listed_page_by_page(http: httpx.Client) -> None:
    first = http.get("/v1/articles", params={"limit": 20}).json()
    second = http.get("/v1/articles", params={"limit": 100, "after": first["next"]}).json()
    ids = [article["id"] for page in (first, second) for article in page["articles"]]
    assert len(first["articles"]) == 20
    assert second["next"] is None
    assert ids == sorted(set(ids))
    assert "text" not in first["articles"][0]


def test_articles_are_listed_newest_first_and_by_what_they_are(
    http: httpx.Client, stored: str
) -> None:
    newest = http.get("/v1/articles", params={"order": "newest", "limit": 1000}).json()
    times = [(article["stored_at"], article["id"]) for article in newest["articles"]]
    assert times == sorted(times, reverse=True)
    assert newest["total"] == len(times) >= 40
    for asked in (
        {"title": "ARVIK"},
        {"source": ["Nobody", "Gazette"], "published_after": "2021-09-24", "collection": "default"},
    ):
        found = http.get("/v1/articles", params=asked).json()
        assert [article["title"] for article in found["articles"]] == ["Arvik"]
        assert (found["total"], found["next"]) == (1, None)
    none = {"source": "Gazette", "author": "Nobody", "tag": "x", "language": "xx"}
    assert http.get("/v1/articles", params=none).json()["total"] == 0
    wrong = http.get("/v1/articles", params={"colection": "x"})
    assert (wrong.status_code, wrong.json()["title"]) == (422, "RequestInvalid")


def test_collections_and_facets_are_counted(http: httpx.Client, stored: str) -> None:
    collections = http.get("/v1/collections").json()["collections"]
    everything = http.get("/v1/articles").json()["total"]
    assert sum(collection["articles"] for collection in collections) == everything
    facets = http.get("/v1/facets", params={"source": "Gazette"}).json()
    assert facets["sources"] == [{"name": "Gazette", "articles": 1}]
    assert facets["first_published"] == facets["last_published"] == "2021-09-24"
    assert http.get("/v1/facets").json()["collections"] == collections


def test_an_article_is_added_changed_and_deleted(http: httpx.Client, stored: str) -> None:
    before = http.get(stored).json()["version"]
    body = {"text": "The mayor of Arvik is Ole Dahl."}
    changed = http.put(stored, json=body)
    assert (changed.status_code, changed.json()["outcome"]) == (200, "changed")
    assert http.put(stored, json=body).json()["outcome"] == "unchanged"
    assert http.get(stored).json()["version"] == before + 1

    deleted = http.delete(stored).json()
    assert deleted["article_id"] == "desk/mayor of Arvik"
    assert (deleted["versions"], deleted["passages"]) == (2, 1)
    assert (deleted["vectors"], deleted["lexical"]) == (1, 1)
    assert http.get(stored).status_code == 404
    assert http.put(stored, json=body).status_code == 201


def test_the_service_says_that_it_is_alive_and_ready(http: httpx.Client) -> None:
    assert http.get("/healthz").json() == {"status": "ok"}
    ready = http.get("/readyz").json()
    assert ready["articles"] >= 39
    assert ready["passages"] > ready["articles"]


@pytest.mark.parametrize(
    ("path", "body", "status", "title", "says"),
    [
        ("/v1/answers", {"question": "  "}, 422, "QuestionRefused", "empty"),
        ("/v1/answers", {"question": "x" * 100_000}, 422, "QuestionRefused", "100,000"),
        ("/v1/search", {"question": ""}, 422, "QuestionRefused", "empty"),
        ("/v1/answers", {}, 422, "RequestInvalid", "body.question: Field required"),
        ("/v1/answers", {"question": 7}, 422, "RequestInvalid", "valid string"),
        ("/v1/answers", {"question": "x", "colection": "y"}, 422, "RequestInvalid", "colection"),
        ("/v1/answers", {"question": "x", "passages": 0}, 422, "RequestInvalid", "passages"),
        (
            "/v1/answers",
            {"question": "Who won?", "collection": "sports"},
            404,
            "CollectionUnknown",
            "'sports'",
        ),
        (
            "/v1/answers",
            {"question": "Who?", "writer": "nobody:x"},
            422,
            "SettingsInvalid",
            "nobody",
        ),
        (
            "/v1/answers",
            {"question": "x", "filters": {"published_after": "soon"}},
            422,
            "RequestInvalid",
            "published_after",
        ),
    ],
)
def test_bad_input_gets_a_problem_document(
    http: httpx.Client, path: str, body: dict[str, object], status: int, title: str, says: str
) -> None:
    reply = http.post(path, json=body)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert (problem["title"], problem["status"]) == (title, status)
    assert says in problem["detail"]


@pytest.mark.parametrize("body", ["{", "not json", '{"question": "x"'])
def test_malformed_json_is_said_to_be_that(http: httpx.Client, body: str) -> None:
    reply = http.post("/v1/answers", content=body, headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()["title"]) == (400, "MalformedJson")


def test_half_of_a_surrogate_pair_is_refused(http: httpx.Client) -> None:
    body = '{"question": "who is \\ud83d?"}'
    reply = http.post("/v1/answers", content=body, headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()["title"]) == (422, "RequestInvalid")
    assert "surrogate" in reply.json()["detail"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/v1/articles/nobody", "ArticleUnknown"),
        ("/v1/answers/nobody", "AnswerUnknown"),
        ("/nowhere", "HttpError"),
    ],
)
def test_what_is_not_there_is_404(http: httpx.Client, path: str, title: str) -> None:
    reply = http.get(path)
    assert (reply.status_code, reply.json()["title"]) == (404, title)


def test_a_body_over_the_limit_is_refused(http: httpx.Client) -> None:
    reply = http.put("/v1/articles/big", content=b'"' + b"x" * (33 * 1024 * 1024))
    assert (reply.status_code, reply.json()["title"]) == (413, "BodyTooLarge")


def test_an_article_without_words_is_refused(http: httpx.Client) -> None:
    reply = http.put("/v1/articles/blank", json={"text": " \n "})
    assert (reply.status_code, reply.json()["title"]) == (422, "ArticleRefused")


def test_the_interface_is_documented_without_a_cdn(http: httpx.Client) -> None:
    page = http.get("/docs")
    assert page.status_code == 200
    assert "//" not in page.text.replace("https://", "").partition("<body>")[0]
    for path in ("/swagger/swagger-ui-bundle.js", "/swagger/swagger-ui.css", "/openapi.json"):
        assert http.get(path).status_code == 200
    assert "/v1/answers" in http.get("/openapi.json").json()["paths"]


def test_every_reply_carries_the_content_policy(http: httpx.Client) -> None:
    for path in ("/", "/v1/articles", "/nowhere"):
        headers = http.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"
