"""A loop whose step takes a text made of the item is guarded, and a last step runs after it."""

from pathlib import Path

from flytekit import dynamic, task, workflow

KIND = "control flow"


@task
def show(text: str):
    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{text}; ")


@task
def clean_up(words: list[str]):
    show(text="done")


@dynamic
def shown(words: list[str]):
    for word in words:
        show(text=f"word {word}")


@workflow(on_failure=clean_up)
def pipeline(words: list[str] = ["a", "b"]):
    done = shown(words=words)
    last = clean_up(words=words)
    done >> last


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "word a; word b; done; "
