"""Everything that can go wrong and that a caller may want to tell apart.

    FootnoteError
    ├── SettingsInvalid             a setting has an impossible value
    ├── PortInUse                   another program listens on the address to serve on
    ├── ServiceUnreachable          the running service that holds the data folder does not answer
    ├── TooManyJobs                 no more can wait behind those that do
    ├── StoreError
    │   ├── DataFolderUnusable      the data folder cannot be made, read or written
    │   ├── DataFolderInUse         another process holds the data folder
    │   ├── DataFolderMismatch      of another embedding model, layout or length of passages
    │   ├── VectorStoreUnreachable  the Chroma server does not answer
    │   ├── DeleteIncomplete        something of a deleted article is still found
    │   ├── RebuildRunning          the search indexes are being built anew already
    │   └── ArchiveUnreadable       an archive that is damaged, or none (`corpus.archive`)
    ├── ModelError
    │   ├── ModelUnavailable        model files are missing, damaged or not what they should be
    │   └── ChatModelFailed         the configured chat model refused or did not answer
    ├── InputError
    │   ├── QuestionRefused         empty, too long, or not text
    │   ├── ArticleRefused          an article that cannot be stored as it is
    │   ├── SourceUnreadable        a file or line that no article can be read from
    │   │   └── PageUnavailable     an address that nothing readable came from
    │   │       └── AddressForbidden    it is not one that may be fetched from
    │   ├── SuiteInvalid            questions that cannot be asked (`eval.suite`)
    │   ├── RunUnreadable           a stored run that is none (`eval.runfile`)
    │   ├── TooManyRuns             more runs than one report holds (`eval.reports.content`)
    │   └── ReportUnwritable        no writing to where a report was to go (`cli.reporting`)
    └── NotFound
        ├── ArticleUnknown
        ├── CollectionUnknown
        ├── AnswerUnknown
        ├── FeedbackUnknown
        ├── JobUnknown
        ├── SuiteUnknown
        └── RunUnknown              (`eval.reports.stored`)

A message says what is, what was expected and what to do. A lower layer's exception is translated
once, where it enters this code base, with `raise ... from`.
"""


class FootnoteError(Exception):
    """Root of the tree; its text is written for the person who can mend the cause."""


class SettingsInvalid(FootnoteError):
    pass


class PortInUse(FootnoteError):
    pass


class ServiceUnreachable(FootnoteError):
    pass


class TooManyJobs(FootnoteError):
    pass


class StoreError(FootnoteError):
    pass


class DataFolderUnusable(StoreError):
    pass


class DataFolderInUse(StoreError):
    pass


class DataFolderMismatch(StoreError):
    pass


class VectorStoreUnreachable(StoreError):
    pass


class DeleteIncomplete(StoreError):
    pass


class RebuildRunning(StoreError):
    pass


class ArchiveUnreadable(StoreError):
    pass


class ModelError(FootnoteError):
    pass


class ModelUnavailable(ModelError):
    pass


class ChatModelFailed(ModelError):
    pass


class InputError(FootnoteError):
    pass


class QuestionRefused(InputError):
    pass


class ArticleRefused(InputError):
    pass


class SourceUnreadable(InputError):
    pass


class PageUnavailable(SourceUnreadable):
    pass


class AddressForbidden(PageUnavailable):
    pass


class NotFound(FootnoteError):
    pass


class ArticleUnknown(NotFound):
    pass


class CollectionUnknown(NotFound):
    pass


class AnswerUnknown(NotFound):
    pass


class FeedbackUnknown(NotFound):
    pass


class JobUnknown(NotFound):
    pass


class SuiteUnknown(NotFound):
    pass
