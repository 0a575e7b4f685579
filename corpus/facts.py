"""What a data folder was made with, which whoever opens it must go by too."""

from contextlib import closing
from pathlib import Path

from corpus import bundled, layout
from corpus.catalog import Catalog
from corpus.database import Database
from corpus.errors import DataFolderMismatch
from corpus.settings import PASSAGE_TOKENS, Settings

_MODEL, _TOKENS = "embedding_model", "passage_tokens"


def check_model(catalog: Catalog, model: str, folder: Path) -> None:
    """Note the embedding model of a new data folder. Raises DataFolderMismatch when it was made
    with another one."""
    made_by = catalog.setting(_MODEL, model)
    if made_by != model:
        raise DataFolderMismatch(
            f"The data folder {folder} was made with the embedding model {made_by!r}, but "
            f"{model!r} is set: their vectors cannot be compared. Set FOOTNOTE_EMBEDDING_MODEL "
            "back, or run `footnote reindex` to make the vectors anew."
        )


def check_passages(catalog: Catalog, tokens: int, folder: Path) -> None:
    """Note how long the passages of a new data folder are to be. Raises DataFolderMismatch when it
    has passages of another length."""
    # Folders from before this was noted have passages of the length that was the only one.
    new = catalog.count() == (0, 0)
    cut_to = catalog.setting(_TOKENS, str(tokens if new else PASSAGE_TOKENS))
    if cut_to != str(tokens):
        raise DataFolderMismatch(
            f"The data folder {folder} has passages of {cut_to} tokens, but {tokens} are set: new "
            "articles would be cut unlike those that are there. Set FOOTNOTE_PASSAGE_TOKENS back, "
            "or run `footnote reindex` to cut all of them anew."
        )


def as_made(settings: Settings) -> Settings:
    """Return the settings with the embedding model and the length of passages that their data
    folder was made with; as they are where there is none yet."""
    file = settings.data / "catalog.sqlite"
    if not file.exists():
        return settings
    with closing(Database(file)) as database:
        if not layout.is_current(database):
            return settings
        rows = database.all("SELECT name, value FROM setting")
    found = {str(name): str(value) for name, value in rows}
    model = found.get(_MODEL, settings.embedding_model)
    return settings.model_copy(
        update={
            _MODEL: settings.embedding_model if model == _name(settings) else model,
            _TOKENS: int(found.get(_TOKENS, PASSAGE_TOKENS)),
        }
    )


def _name(settings: Settings) -> str:
    return settings.embedding_model or bundled.NAME
