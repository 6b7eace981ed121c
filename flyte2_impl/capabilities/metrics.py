"""A step records named numbers that the tool shows beside the run."""

import flyte
import flyte.report

KIND = "operations"
EXPECTED = 1

env = flyte.TaskEnvironment(name="specimen")


pages = []


def attempt():
    from flyte import Metrics

    @env.task
    def direct() -> Metrics:
        return Metrics(accuracy=0.75)

    return direct


@env.task(report=True)
def evaluate() -> int:
    metrics = {"accuracy": 0.75}
    rows = "".join(f"<tr><td>{name}<td>{value}" for name, value in metrics.items())  # workaround
    flyte.report.log(f"<table>{rows}</table>", do_flush=True)  # workaround
    pages.append(flyte.report.current_report().get_final_report())
    return 1


@env.task
def pipeline() -> int:
    return evaluate()


def check(results):
    assert "<td>accuracy<td>0.75" in str(pages[0])
