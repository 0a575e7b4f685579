"""Bringing articles over HTTP, asked by a real client."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import quote

import httpx
import pytest

COLLECTION = "upload tests"
OTTERS = b"""<!doctype html><html lang="en"><title>Otters</title><article><h1>Otters</h1>
<p>The otters of the river Ulm sleep in the afternoon, and whoever wants to see them has to come to
the old mill before the sun is up. They were brought back to the river in 2004.</p></article>"""
NOTE = ("note.md", b"# The ferry of Ulmen\n\nThe ferry of Ulmen crosses the lake at nine o'clock.")


@pytest.fixture(scope="module")
def http(server_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server_url, timeout=60) as client:
        yield client


@pytest.fixture(autouse=True)
def _cleared(http: httpx.Client) -> Iterator[None]:
    yield
    for job in http.get("/v1/jobs").json()["jobs"]:
        http.delete(f"/v1/jobs/{job['id']}")
        followed(http, job["id"])
    for article in listed(http):
        http.delete(f"/v1/articles/{quote(article['id'], safe='')}").raise_for_status()


def upload(http: httpx.Client, *files: tuple[str, bytes], **fields: Any) -> httpx.Response:
    return http.post(
        "/v1/uploads",
        files=[("files", file) for file in files],
        data={"collection": COLLECTION, **fields},
    )


def followed(http: httpx.Client, job_id: str) -> list[dict[str, Any]]:
    """What the events of a job say, until it is over."""
    with http.stream("GET", f"/v1/jobs/{job_id}/events") as reply:
        assert reply.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in reply.iter_lines() if line.startswith("data: ")]
    return [json.loads(line.removeprefix("data: ")) for line in lines]


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Rivers</title>
<item><title>Otters</title><link>http://{host}/otters</link></item></channel></rss>"""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a web site with one page, and a feed at `/feed` that lists it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                "/otters": ("text/html; charset=utf-8", OTTERS),
                "/feed": ("application/rss+xml", FEED.format(host=self.headers["Host"]).encode()),
            }
            kind, page = pages.get(self.path, ("text/plain", b""))
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def listed(http: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = http.get(
        "/v1/articles", params={"collection": COLLECTION, "limit": 1000}
    ).json()["articles"]
    return found


def test_uploaded_files_become_articles_and_the_others_are_told_of(http: httpx.Client) -> None:
    more = (
        (
            "lines.jsonl",
            b'{"id": "l1", "text": "The bell rings at six.", "tags": ["bell"]}\nnot json\n',
        ),
        ("../../../clock.txt", b"The clock of Ulmen is slow."),
        ("sheet.abc", b"?"),
        ("empty.md", b""),
        ("deep/note.md", b"Another note."),
    )
    reply = upload(http, NOTE, *more, tags=["lake", "ferries"])
    begun = reply.json()
    assert reply.status_code == 202
    assert reply.headers["location"] == f"/v1/jobs/{begun['id']}"
    assert begun["what"] == "note.md and 5 more"

    job = followed(http, begun["id"])[-1]
    assert http.get(f"/v1/jobs/{begun['id']}").json() == job
    assert (job["state"], job["error"]) == ("done", None)
    report = job["report"]
    assert (report["added"], report["interrupted"]) == (3, False)
    reasons = {failed["where"]: failed["reason"] for failed in report["failed"]}
    assert set(reasons) == {"lines.jsonl:2", "sheet.abc", "empty.md", "note.md"}
    assert "No reader takes this suffix" in reasons["sheet.abc"]
    assert reasons["note.md"] == ("Its id 'note' is that of note.md too; give one of them another.")
    stored = {article["id"]: article for article in listed(http)}
    assert set(stored) == {"note", "l1", "clock"}
    assert stored["note"]["tags"] == ["lake", "ferries"]
    assert stored["l1"]["tags"] == ["bell", "lake", "ferries"]
    asked = {"question": "When does the ferry of Ulmen cross the lake?", "collection": COLLECTION}
    assert http.post("/v1/answers", json=asked).json()["citations"][0]["article_id"] == "note"


def test_the_same_upload_a_second_time_changes_nothing(http: httpx.Client) -> None:
    outcomes = [followed(http, upload(http, NOTE).json()["id"])[-1]["report"] for _ in range(2)]
    assert [report["added"] for report in outcomes] == [1, 0]
    assert [report["unchanged"] for report in outcomes] == [0, 1]


def test_a_job_goes_on_when_nobody_follows_it_and_can_be_cancelled(http: httpx.Client) -> None:
    lines = [json.dumps({"id": f"many{n}", "text": f"Lot {n} is sold."}) for n in range(640)]
    job_id = upload(http, ("many.jsonl", "\n".join(lines).encode())).json()["id"]
    with http.stream("GET", f"/v1/jobs/{job_id}/events") as reply:
        for line in reply.iter_lines():
            if line.startswith("data: ") and json.loads(line[6:])["progress"]["done"]:
                break
    going = http.get(f"/v1/jobs/{job_id}").json()
    assert going["state"] == "running"
    assert going["progress"]["total"] == 640
    assert going["progress"]["where"].startswith("many.jsonl")
    assert http.delete(f"/v1/jobs/{job_id}").json()["state"] == "stopping"
    job = followed(http, job_id)[-1]
    assert job["state"] == "cancelled"
    assert job["report"]["interrupted"]
    assert 0 < job["report"]["added"] == len(listed(http)) < 640


def test_pages_of_the_web_become_articles_and_those_that_cannot_be_had_are_told_of(
    http: httpx.Client, site: str
) -> None:
    asked = {
        "urls": [f"{site}/otters", f"{site}/badgers"],
        "collection": COLLECTION,
        "tags": ["river"],
    }
    reply = http.post("/v1/urls", json=asked)
    assert reply.status_code == 202
    assert reply.json()["what"] == f"{site}/otters and 1 more"
    report = followed(http, reply.json()["id"])[-1]["report"]
    assert (report["added"], [failed["where"] for failed in report["failed"]]) == (
        1,
        [f"{site}/badgers"],
    )
    assert "404" in report["failed"][0]["reason"]
    (article,) = listed(http)
    assert (article["title"], article["url"], article["tags"]) == (
        "Otters",
        f"{site}/otters",
        ["river"],
    )
    again = http.post("/v1/urls", json={"urls": ["ftp://example.org/"]})
    assert (again.status_code, again.json()["title"]) == (422, "RequestInvalid")


def test_of_a_feed_only_what_is_new_is_fetched_when_asked(http: httpx.Client, site: str) -> None:
    def brought(**more: Any) -> tuple[int, int]:
        asked = {"urls": [f"{site}/feed"], "collection": COLLECTION, **more}
        reply = http.post("/v1/urls", json=asked)
        report = followed(http, reply.json()["id"])[-1]["report"]
        return report["added"], report["unchanged"]

    assert brought(only_new=True) == (1, 0)
    assert brought() == (0, 1)
    assert brought(only_new=True) == (0, 0)


def test_an_upload_over_the_limit_is_refused(http: httpx.Client) -> None:
    most = http.get("/v1/uploads").json()["most_bytes"]
    reply = upload(http, ("big.txt", bytes(most + 1)))
    assert (reply.status_code, reply.json()["title"]) == (413, "BodyTooLarge")
    assert f"{most:,} bytes" in reply.json()["detail"]


def test_more_files_than_are_taken_are_refused(http: httpx.Client) -> None:
    most = http.get("/v1/uploads").json()["most_files"]
    reply = upload(http, *[(f"{n}.txt", b"x") for n in range(most + 1)])
    assert reply.status_code == 400
    assert f"Maximum number of files is {most}" in reply.json()["detail"]


@pytest.mark.parametrize(
    ("request_", "status", "says"),
    [
        ({"data": {"collection": "x"}}, 422, "body.files: Field required"),
        ({"files": {"files": NOTE}, "data": {"collection": "x" * 501}}, 422, "at most 500"),
        (
            {"files": {"files": NOTE}, "headers": {"sec-fetch-site": "cross-site"}},
            403,
            "not another's",
        ),
    ],
)
def test_an_upload_that_cannot_be_taken_says_why(
    http: httpx.Client, request_: dict[str, Any], status: int, says: str
) -> None:
    reply = http.post("/v1/uploads", **request_)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert says in reply.json()["detail"]


@pytest.mark.parametrize("path", ["/v1/jobs/nobody", "/v1/jobs/nobody/events"])
def test_a_job_that_is_not_there_is_404(http: httpx.Client, path: str) -> None:
    reply = http.get(path)
    assert (reply.status_code, reply.json()["title"]) == (404, "JobUnknown")
    assert http.delete("/v1/jobs/nobody").status_code == 404


def test_what_an_upload_may_hold_is_said(http: httpx.Client) -> None:
    taken = http.get("/v1/uploads").json()
    assert {".md", ".txt", ".jsonl"} <= set(taken["suffixes"])


def test_the_events_are_documented_as_a_stream(http: httpx.Client) -> None:
    paths = http.get("/openapi.json").json()["paths"]
    said = paths["/v1/jobs/{job_id}/events"]["get"]["responses"]["200"]["content"]
    assert "text/event-stream" in said
    form = paths["/v1/uploads"]["post"]["requestBody"]["content"]
    assert set(form) == {"multipart/form-data"}
