"""A loop whose step takes a text made of the item is guarded, and a last step runs after it."""

from pathlib import Path

from kfp import dsl

KIND = "control flow"


def attempt():
    @dsl.pipeline
    def direct(words: list = ["a", "b"]):
        with dsl.ExitHandler(clean_up()):
            with dsl.ParallelFor(words, parallelism=1) as word:
                show(text=f"word {word}")

    return direct


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def show(text: str):
    from pathlib import Path

    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write(f"{text}; ")


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def clean_up():
    from pathlib import Path

    with Path("~/ran.txt").expanduser().open("a") as file:
        file.write("done; ")


@dsl.component(base_image="python:3.11", install_kfp_package=False)  # workaround
def told(words: list) -> list:  # workaround
    return [f"word {word}" for word in words]  # workaround


@dsl.pipeline
def pipeline(words: list = ["a", "b"]):
    with dsl.ExitHandler(clean_up()):
        with dsl.ParallelFor(told(words=words).output, parallelism=1) as text:  # workaround
            show(text=text)  # workaround


def check(results):
    assert Path("~/ran.txt").expanduser().read_text() == "word a; word b; done; "
