"""A step leaves a page that the tool shows beside the run."""

import flyte
import flyte.report

KIND = "operations"
EXPECTED = 1

env = flyte.TaskEnvironment(name="specimen")


pages = []


@env.task(report=True)
def draw() -> int:
    flyte.report.log("<b>a curve</b>", do_flush=True)
    pages.append(flyte.report.current_report().get_final_report())
    return 1


@env.task
def pipeline() -> int:
    return draw()


def check(results):
    assert "a curve" in str(pages[0])
