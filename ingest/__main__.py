"""`python -m ingest`, which is `footnote ingest`."""

from cli.app import main

if __name__ == "__main__":
    main("ingest")
