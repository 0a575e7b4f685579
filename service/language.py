"""Whether a sentence is in a language that the support model was not fitted on."""

from functools import cache
from typing import Any

ENGLISH = "en"
# Short sentences in English are taken for another language now and then, but never so surely.
_LEAST_SURE = 0.5


def foreign(text: str) -> bool:
    """Tell whether a text is in another language than English, as far as that can be told."""
    code, sure = _identifier().classify(text)
    return bool(code != ENGLISH and sure >= _LEAST_SURE)


@cache
def _identifier() -> Any:
    # It takes most of a second to load, and only what a chat model wrote is asked about.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
