"""Whether the service runs, and whether it can answer."""

from fastapi import APIRouter
from pydantic import BaseModel

from service.http.state import Given

router = APIRouter(tags=["health"])


class Health(BaseModel):
    status: str = "ok"


class Readiness(Health):
    articles: int
    passages: int


@router.get("/healthz")
def healthz() -> Health:
    """Say that the process answers."""
    return Health()


@router.get("/readyz")
def readyz(service: Given) -> Readiness:
    """Say that articles can be asked about, after a look into every store."""
    articles, passages = service.index.catalog.count()
    service.index.ping()
    return Readiness(articles=articles, passages=passages)
