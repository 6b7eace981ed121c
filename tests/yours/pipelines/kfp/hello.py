"""Two components in a row, with a default."""

from kfp import compiler, dsl


@dsl.component(base_image="python:3.11")
def greet(name: str) -> str:
    return f"hello, {name}"


@dsl.component(base_image="python:3.11")
def count(text: str) -> int:
    return len(text)


@dsl.pipeline(name="hello-pipeline")
def hello(name: str = "world") -> int:
    return count(text=greet(name=name).output).output


if __name__ == "__main__":
    compiler.Compiler().compile(hello, "hello.yaml")
