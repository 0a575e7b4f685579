"""`python -m service`, which is `footnote serve`."""

from cli.app import main

if __name__ == "__main__":
    main("serve")
