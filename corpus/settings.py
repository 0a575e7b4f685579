"""What can be set, in one place: by flag, environment variable, `.env` file, or left as it is."""

import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

from dotenv import dotenv_values
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import SettingsInvalid

PREFIX = "FOOTNOTE_"
ENV_FILE = ".env"
PASSAGE_TOKENS = 150


class Settings(BaseSettings):
    """The settings of a process. Made only in entry points, by `load`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_file_encoding="utf-8", frozen=True, extra="ignore"
    )

    data: Path = Field(Path("footnote-data"), description="Folder that holds everything stored.")
    host: str = Field("127.0.0.1", description="Address to serve on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to serve on; 0 takes any free one.")
    writer: str = Field(
        "quote",
        pattern=r"^(quote|[a-z0-9_]+:.+)$",
        description='Who writes answers: "quote", or a chat model as "provider:model".',
    )
    judge: str | None = Field(
        None,
        pattern=r"^[a-z0-9_]+:.+$",
        description='Chat model that judges answers in `footnote eval run`, as "provider:model".',
    )
    chroma_url: str | None = Field(None, description="A Chroma server; otherwise embedded.")
    embedding_model: str | None = Field(
        None, description="Name or folder of a sentence-transformers model; otherwise bundled."
    )
    search: Literal["both", "lexical", "dense"] = Field(
        "both", description="How passages are found: by words, by meaning, or both ways."
    )
    # Beyond 200 a passage with its title no longer fits into what the bundled model reads.
    passage_tokens: int = Field(
        PASSAGE_TOKENS,
        ge=20,
        le=200,
        description="How many tokens a passage is to have; `footnote reindex` cuts anew.",
    )
    passages: int = Field(
        12,
        ge=1,
        le=100,
        description="How many passages are read for an answer; more where these lead on to others.",
    )
    threads: int | None = Field(
        None, ge=1, description="Threads of the reader; otherwise all cores."
    )
    contact: str | None = Field(
        None,
        pattern=r"^[!-~]+$",
        description="Page or e-mail address at which webmasters reach who fetches their pages.",
    )
    allow_private_addresses: bool = Field(
        False, description="Whether pages inside this machine and its network may be fetched."
    )
    upload_mb: int = Field(256, ge=1, description="Most megabytes taken in one upload.")
    max_wrong: float = Field(
        0.25, gt=0, lt=1, description="Rate of wrong answers that the refusal threshold is set for."
    )


def load(**flags: Any) -> Settings:
    """Return the settings; flags that are None are taken as not given.

    Raises SettingsInvalid with every impossible value named.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        lines = [
            f"{PREFIX}{str(problem['loc'][0]).upper()} = {problem['input']!r}: {problem['msg']}"
            for problem in error.errors()
        ]
        raise SettingsInvalid("Impossible settings: " + "; ".join(lines)) from error


def origins(**flags: Any) -> dict[str, str]:
    """Return, for each setting, where its value comes from."""
    in_file = {name.upper() for name in dotenv_values(ENV_FILE)}
    in_environment = {name.upper() for name in os.environ}

    def origin(name: str) -> str:
        variable = f"{PREFIX}{name.upper()}"
        if flags.get(name) is not None:
            return "flag"
        if variable in in_environment:
            return "environment"
        return ENV_FILE if variable in in_file else "default"

    return {name: origin(name) for name in Settings.model_fields}


def without_password(url: str) -> str:
    """Return an address as it may be shown."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    name, _, host = parts.netloc.rpartition("@")
    user = name.partition(":")[0]
    return urlunsplit(parts._replace(netloc=f"{user}:***@{host}"))
