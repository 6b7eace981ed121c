"""A component that runs whatever happens before it."""

from kfp import dsl


@dsl.component(base_image="python:3.11")
def open_it(fail: bool) -> int:
    if fail:
        raise ValueError("it does not open")
    return 1


@dsl.component(base_image="python:3.11")
def close_it(status: dsl.PipelineTaskFinalStatus):
    print("closed after", status.state)


@dsl.pipeline(name="visit")
def visit(fail: bool = False):
    with dsl.ExitHandler(close_it()):
        open_it(fail=fail)
