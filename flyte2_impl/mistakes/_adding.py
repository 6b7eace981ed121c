"""A function that a step imports: what an edit leaves behind in a cache depends on it."""


def added(n: int) -> int:
    return n + 2
