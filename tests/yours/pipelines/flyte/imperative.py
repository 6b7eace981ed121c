"""A workflow made by calls instead of a decorator."""

from flytekit import Workflow, task


@task
def halve(n: int) -> int:
    return n // 2


made = Workflow(name="made.by.hand")
made.add_workflow_input("n", int)
first = made.add_entity(halve, n=made.inputs["n"])
second = made.add_entity(halve, n=first.outputs["o0"])
made.add_workflow_output("quarter", second.outputs["o0"])
