"""Chroma, embedded in this process or a server: how it is connected to and let go of."""

from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.api.fastapi import FastAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import NotFoundError

from corpus.errors import DataFolderUnusable, SettingsInvalid, VectorStoreUnreachable
from corpus.settings import without_password


def connect(folder: Path, url: str | None) -> ClientAPI:
    """Return a client of the Chroma in `folder`, or of the server at `url`, with telemetry off.

    Raises VectorStoreUnreachable or SettingsInvalid.
    """
    if url is None:
        return _embedded(folder)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingsInvalid(
            f"FOOTNOTE_CHROMA_URL is {without_password(url)!r}; it must look like http://host:8000."
        )
    try:
        return chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            settings=ChromaSettings(anonymized_telemetry=False),
        )
    except Exception as error:  # it raises ValueError, httpx errors and its own
        raise VectorStoreUnreachable(
            f"No Chroma server answers at {without_password(url)}: {error}. Start one with "
            "`chroma run`, or unset FOOTNOTE_CHROMA_URL to keep the vectors in the data folder."
        ) from error


def _embedded(folder: Path) -> ClientAPI:
    settings = ChromaSettings(anonymized_telemetry=False, is_persistent=True)
    # Chroma shares what it holds of a folder by the folder's name within a process, and a relative
    # name means another folder after a change of directory.
    path = str(folder.resolve())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(path=path, settings=settings)
    except Exception as error:  # it raises what its SQLite and its Rust part raise
        _forget_unstarted(path)
        raise unopenable(folder, error) from error


def _forget_unstarted(path: str) -> None:
    """Let the next connection be tried anew: Chroma (1.5.9) keeps what could not be started, with
    no user counted, and would hand it out as if it had been."""
    if path not in SharedSystemClient._identifier_to_refcount:  # noqa: SLF001
        SharedSystemClient._identifier_to_system.pop(path, None)  # noqa: SLF001


def unopenable(folder: Path, error: Exception) -> DataFolderUnusable:
    return DataFolderUnusable(
        f"The vectors in {folder} cannot be opened: {error}. If they are damaged, `footnote "
        "reindex` makes them anew from the catalog; otherwise check permissions and free space."
    )


def discard(client: ClientAPI, collection: str) -> None:
    """Delete a collection, if there is one."""
    with suppress(NotFoundError):
        client.delete_collection(collection)


def close(client: ClientAPI) -> None:
    """Let go of Chroma's files, or of the connection to its server."""
    if isinstance(client, Client):  # the interface does not have it, both kinds do
        both = (client, client._admin_client)  # noqa: SLF001
        client.close()
        # Chroma's own close (1.5.9) leaves the connections to a server open.
        for server in (getattr(each, "_server", None) for each in both):
            if isinstance(server, FastAPI):
                server._session.close()  # noqa: SLF001
