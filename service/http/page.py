"""The chat page and the interface's documentation, from files that lie here: nothing from a CDN."""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

_PAGE = Path(__file__).parent.parent / "page"
_SWAGGER = Path(str(files("fastapi_swagger") / "resources"))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Swagger UI writes style attributes.
_DOCS_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")


def install(app: FastAPI) -> None:
    """Serve the page at `/`, its files at `/page/`, and Swagger UI at `/docs`."""
    app.mount("/page", StaticFiles(directory=_PAGE), name="page")
    app.mount("/swagger", StaticFiles(directory=_SWAGGER), name="swagger")

    @app.get("/", include_in_schema=False)
    def index() -> FileResponse:
        return FileResponse(_PAGE / "index.html")

    @app.get("/docs", include_in_schema=False)
    def docs() -> FileResponse:
        headers = {"Content-Security-Policy": _DOCS_POLICY}
        return FileResponse(_PAGE / "docs.html", headers=headers)
