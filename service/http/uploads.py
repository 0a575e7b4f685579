"""Bringing articles: files to upload, addresses to fetch."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Header, HTTPException, Response, UploadFile
from pydantic import Field, HttpUrl

from service.delivery import Delivery, unpack
from service.http.jobs import JobOut
from service.http.problems import Problem
from service.http.schemas import Body, Name, Names, Out
from service.http.state import Given

MOST_FILES = 1_000
PATH = "/v1/uploads"
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    403: {"model": Problem, "description": "The page of another site sent it."},
    413: {"model": Problem, "description": "More bytes than are taken in one request."},
    422: {"model": Problem, "description": "Nothing that could be brought in."},
    429: {"model": Problem, "description": "Too many jobs are waiting."},
}


def _from_no_other_site(sec_fetch_site: Annotated[str | None, Header()] = None) -> None:
    # A browser sends a form to any site without asking, unlike JSON; it says whose page it was.
    if sec_fetch_site not in {None, "same-origin", "none"}:
        raise HTTPException(403, "Files are taken from this service's own page, not another's.")


router = APIRouter(prefix="/v1", tags=["articles"])


class TakenOut(Out):
    """What an upload may hold."""

    suffixes: list[str] = Field(description="Endings of the files that can be read.")
    most_files: int
    most_bytes: int = Field(description="Bytes of one request, all files together.")


class UrlsIn(Body):
    """Addresses of pages, feeds or sitemaps to store articles from."""

    urls: list[HttpUrl] = Field(min_length=1, max_length=100)
    collection: Name | None = Field(None, description="Where articles go that name none.")
    tags: Names = Field([], description="Tags of all articles.")
    only_new: bool = Field(
        False, description="Of feeds and sitemaps, only pages never fetched before."
    )


@router.get("/uploads")
def taken(service: Given) -> TakenOut:
    """Say what an upload may hold."""
    return TakenOut(
        suffixes=list(service.intake.suffixes),
        most_files=MOST_FILES,
        most_bytes=service.intake.most_bytes,
    )


@router.post(
    "/uploads",
    status_code=202,
    responses=_PROBLEMS,
    dependencies=[Depends(_from_no_other_site)],
    form_limits={"max_files": MOST_FILES, "max_fields": 200},
)
def upload(
    service: Given,
    reply: Response,
    files: Annotated[list[UploadFile], File(description="Files, as many as are wanted.")],
    collection: Annotated[Name | None, Form(description="For articles that name none.")] = None,
    tags: Annotated[Names | None, Form(description="Tags of all articles; repeatable.")] = None,
) -> JobOut:
    """Store the articles of files. Returns the job that does it, at once."""
    delivery = unpack(
        [(file.filename or "", file.file) for file in files],
        service.intake.folder,
        collection=collection,
        tags=tags or (),
    )
    return _started(delivery, service, reply)


@router.post("/urls", status_code=202, responses=_PROBLEMS)
def add_urls(body: UrlsIn, service: Given, reply: Response) -> JobOut:
    """Fetch pages, those that feeds and sitemaps list too, and store them as articles. Returns the
    job that does it, at once."""
    delivery = Delivery(
        urls=tuple(map(str, body.urls)),
        collection=body.collection,
        tags=tuple(body.tags),
        only_new=body.only_new,
    )
    return _started(delivery, service, reply)


def _started(delivery: Delivery, service: Given, reply: Response) -> JobOut:
    job = service.jobs.start(delivery)
    reply.headers["Location"] = f"/v1/jobs/{job.id}"
    return JobOut.of(job)
