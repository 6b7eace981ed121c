"""What stands beside a pipeline."""


def count_words(text: str) -> int:
    return len(text.split())
