"""Owns how a figure is printed: its name, its value, a remark."""


def print_row(name: str, value: str, remark: str = "") -> None:
    """One line, aligned with the others."""
    print(f"  {name:<28}{value:>10}  {remark}".rstrip())
