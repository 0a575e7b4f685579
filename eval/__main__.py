"""`python -m eval`, which is `footnote eval`."""

from cli.app import main

if __name__ == "__main__":
    main("eval")
