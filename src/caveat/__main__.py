"""Owns the entry of the process: `python -m caveat`, and the installed command."""

from caveat.cli import main

if __name__ == "__main__":
    main()
