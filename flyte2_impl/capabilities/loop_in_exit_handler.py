"""A loop whose step takes a text made of the item is guarded, and a last step runs after it."""

from pathlib import Path

import flyte

KIND = "control flow"

env = flyte.TaskEnvironment(name="specimen")


@env.task
def show(text: str):
    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{text}; ")


@env.task
def pipeline(words: list[str] = ["a", "b"]):
    try:
        for word in words:
            show(text=f"word {word}")
    finally:
        show(text="done")


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "word a; word b; done; "
