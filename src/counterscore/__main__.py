"""`python -m counterscore` is `counterscore`."""

from counterscore.cli import main

if __name__ == "__main__":
    main()
