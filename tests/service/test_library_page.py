"""The library in the page, in a real Chromium, against a real server."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Locator, Page, Route, expect

COLLECTION = "library page tests"
FERRY: FilePayload = {
    "name": "ferry.md",
    "mimeType": "text/markdown",
    "buffer": b"---\ntags: boats\n---\n# The ferry of Ulmen\n\nThe ferry crosses the lake at nine.",
}
UNREADABLE: FilePayload = {"name": "sheet.abc", "mimeType": "", "buffer": b"?"}


@pytest.fixture
def http(server_url: str) -> Iterator[httpx.Client]:
    """A client; what the tests bring is removed again."""
    with httpx.Client(base_url=server_url, timeout=60) as client:
        yield client
        mine = {"collection": COLLECTION, "limit": 1000}
        for article in client.get("/v1/articles", params=mine).json()["articles"]:
            client.delete(f"/v1/articles/{quote(article['id'], safe='')}").raise_for_status()


@pytest.fixture
def page(browser: Browser, http: httpx.Client, server_url: str) -> Iterator[Page]:
    """The library, which complains of nothing while it is used."""
    complaints: list[str] = []
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        opened = context.new_page()
        opened.set_default_timeout(60_000)
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.goto(f"{server_url}/#library")
        opened.locator(".listed").first.wait_for()
        yield opened
    assert complaints == []


def add(page: Page, *files: FilePayload) -> Locator:
    """Choose files for the tests' own collection; return the card of their job."""
    if not page.get_by_label("Tags").is_visible():
        page.get_by_text("Collection and tags").click()
    page.get_by_label("Collection", exact=True).first.fill(COLLECTION)
    page.get_by_label("Tags").fill("lake, , ferries")
    with page.expect_response("**/v1/uploads"):
        page.get_by_label("Files to add").set_input_files(files)
    return page.locator(".job").first


def ended(card: Locator) -> Locator:
    expect(card.get_by_role("button", name="Dismiss")).to_be_visible(timeout=60_000)
    return card


def rows(page: Page) -> Locator:
    return page.locator("#articles li")


def test_chosen_files_become_articles_and_what_failed_is_told(page: Page) -> None:
    before = int((page.locator("#article-count").text_content() or "").split()[0])
    card = ended(add(page, FERRY, UNREADABLE))
    expect(card).to_contain_text("ferry.md and 1 more")
    expect(card).to_contain_text("Done: 1 added, 1 failed")
    expect(card.locator(".failures li")).to_contain_text("sheet.abc No reader takes this suffix")
    expect(page.locator("#article-count")).to_have_text(f"{before + 1} articles")
    newest = rows(page).first
    expect(newest).to_contain_text("The ferry of Ulmen")
    expect(newest).to_contain_text(f"{COLLECTION} · #boats #lake #ferries")
    newest.locator(".listed").click()
    article = page.get_by_role("dialog", name="The ferry of Ulmen")
    expect(article).to_contain_text("The ferry crosses the lake at nine.")
    page.keyboard.press("Escape")
    card.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".job")).to_have_count(0)


def test_files_can_be_dropped_anywhere_on_the_page(page: Page, http: httpx.Client) -> None:
    page.get_by_role("link", name="Ask").click()
    expect(page.locator("#library")).to_be_hidden()
    dropped = page.evaluate_handle(
        """() => {
            const files = new DataTransfer();
            files.items.add(new File(["The clock of Ulmen is slow."], "ulmen-clock.txt"));
            return files;
        }"""
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": dropped})
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    expect(ended(page.locator(".job").first)).to_contain_text("ulmen-clock.txt")
    expect(page.locator("#library")).to_be_visible()
    http.delete("/v1/articles/ulmen-clock").raise_for_status()


def test_a_running_job_is_found_again_and_can_be_cancelled(page: Page) -> None:
    lines = [json.dumps({"id": f"lot{n}", "text": f"Lot {n} is sold."}) for n in range(640)]
    many: FilePayload = {
        "name": "lots.jsonl",
        "mimeType": "",
        "buffer": "\n".join(lines).encode(),
    }
    add(page, many)
    page.reload()
    card = page.locator(".job").first
    expect(card.get_by_role("progressbar")).to_be_visible()
    expect(card).to_contain_text("of 640")
    card.get_by_role("button", name="Cancel").click()
    expect(ended(card)).to_contain_text("Cancelled: ")
    expect(card).to_contain_text("added")


def test_an_address_is_fetched_and_what_came_of_it_told(page: Page, server_url: str) -> None:
    page.get_by_label("Web address").fill(f"{server_url}/page/favicon.svg")
    page.get_by_role("button", name="Add", exact=True).click()
    card = ended(page.locator(".job").first)
    expect(card).to_contain_text("Done: 1 failed")
    expect(card.locator(".failures")).to_contain_text("favicon.svg")


def test_an_article_is_deleted_by_keyboard_only_when_that_is_confirmed(page: Page) -> None:
    ended(add(page, FERRY))
    remove = page.get_by_role("button", name="Delete The ferry of Ulmen")
    remove.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Delete this article?")
    expect(dialog).to_contain_text("The ferry of Ulmen")
    expect(dialog.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Escape")
    expect(remove).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Delete").press("Enter")
    expect(remove).to_have_count(0)
    expect(page.locator("#list-note")).to_contain_text("Deleted “The ferry of Ulmen”: 1 version")
    expect(rows(page).first.locator(".listed")).to_be_focused()


def test_an_article_is_deleted_when_the_dialog_was_closed_and_opened_again_at_once(
    page: Page,
) -> None:
    ended(add(page, FERRY))
    remove = page.get_by_role("button", name="Delete The ferry of Ulmen")
    # The dialog's close event is still to come when it opens for the second time.
    remove.evaluate(
        """(remove) => {
            remove.click();
            document.getElementById("deleting").close("keep");
            remove.click();
        }"""
    )
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(remove).to_have_count(0)


def test_a_deleted_article_stays_gone_from_a_list_that_was_asked_for_before(page: Page) -> None:
    ended(add(page, FERRY))
    remove = page.get_by_role("button", name="Delete The ferry of Ulmen")
    expect(remove).to_be_visible()
    count = page.locator("#article-count").text_content() or ""
    held: list[Route] = []
    page.route("**/v1/articles?*", lambda route: held.append(route), times=1)
    with page.expect_request("**/v1/articles?*"):
        page.evaluate("document.getElementById('looking').requestSubmit()")
    remove.click()
    before = held[0].fetch()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(remove).to_have_count(0)
    with page.expect_response("**/v1/articles?*"):
        held[0].fulfill(response=before)
    expect(page.locator("#list-note")).to_be_hidden()
    expect(remove).to_have_count(0)
    expect(page.locator("#article-count")).to_have_text(f"{int(count.split()[0]) - 1} articles")


def test_the_row_of_a_deleted_article_goes_though_the_list_was_shown_anew(page: Page) -> None:
    ended(add(page, FERRY))
    remove = page.get_by_role("button", name="Delete The ferry of Ulmen")
    remove.click()
    with page.expect_response("**/v1/articles?*"):
        page.evaluate("document.getElementById('looking').requestSubmit()")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(remove).to_have_count(0)


def test_titles_and_collections_narrow_the_list(page: Page) -> None:
    ended(add(page, FERRY))
    page.get_by_label("Search titles").fill("ULMEN ferry")
    expect(rows(page)).to_have_count(1)
    page.get_by_label("Search titles").fill("no such title")
    expect(page.locator("#list-note")).to_have_text("No articles here.")
    page.get_by_label("Search titles").fill("")
    page.locator("#by-collection").select_option(COLLECTION)
    expect(page.locator("#article-count")).to_have_text("1 article")


def test_a_question_is_limited_to_what_is_chosen_beneath_the_field(page: Page) -> None:
    ended(add(page, FERRY))
    page.get_by_role("link", name="Ask").click()
    page.get_by_role("button", name="All articles").click()
    page.get_by_role("checkbox", name=COLLECTION).check()
    page.get_by_label("From", exact=True).fill("1999-01-01")
    limited = page.get_by_role("button", name=f"{COLLECTION}, since 1999-01-01")
    limited.press("Enter")
    expect(page.locator("#scope")).to_be_hidden()
    page.get_by_label("Your question").fill("When does the ferry cross the lake?")
    with page.expect_response("**/v1/answers") as reply:
        page.keyboard.press("Enter")
    sent: dict[str, Any] = json.loads(reply.value.request.post_data or "{}")
    assert sent["collection"] == [COLLECTION]
    assert sent["filters"] == {"published_after": "1999-01-01"}
    assert reply.value.json()["passages"] == []  # the ferry has no date
    expect(page.locator(".turn")).to_contain_text(f"Asked of {COLLECTION}, since 1999-01-01")

    limited.click()
    page.get_by_role("button", name="Ask all articles").click()
    expect(page.get_by_role("button", name="All articles", exact=True)).to_be_focused()


@pytest.mark.parametrize("width", [360, 1440])
def test_both_views_fit_and_can_be_used_by_everybody(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    ended(add(page, UNREADABLE))
    complaints = [violations(page)]
    page.get_by_role("link", name="Ask").click()
    page.get_by_role("button", name="All articles").click()
    page.locator(".ticks").first.wait_for()
    complaints.append(violations(page))
    assert complaints == [[], []]


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page, and whether it scrolls from side to side."""
    found = [f"{each['id']}: {each['nodes']}" for each in Axe().run(page).response["violations"]]
    wide: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["it scrolls sideways"] if wide else [])]


def test_nothing_comes_from_elsewhere(page: Page, server_url: str) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.reload()
    page.locator(".listed").first.wait_for()
    assert hosts == {urlsplit(server_url).netloc}
