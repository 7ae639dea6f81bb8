"""`python -m flows`: the same as the `cleancopy` command."""

from flows.cli import main

if __name__ == "__main__":
    main()
