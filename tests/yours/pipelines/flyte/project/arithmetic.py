"""What the flow of this project computes."""


def twice(n: int) -> int:
    return 2 * n
