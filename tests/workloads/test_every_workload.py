"""Whatever workload and engine there are: at its smallest size each computes what plain Python computes."""

import pytest

from shared.contract import Unsupported
from shared.workloads import find, names
from tests.pipelines.contenders import ENGINES

TUNED = "tuned"


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("contender", ENGINES)
def test_a_local_run_at_the_smallest_size_gives_what_plain_python_gives(
    contender, name, tmp_path, monkeypatch
):
    engine, workload = ENGINES[contender](), find(name)
    for variable, value in {**engine.environment[TUNED], "OMP_NUM_THREADS": "1"}.items():
        monkeypatch.setenv(variable, value)
    inputs = workload.inputs(workload.smallest)
    pipeline = engine.load(name, workload.smallest, TUNED)
    outputs = pipeline if isinstance(pipeline, Unsupported) else engine.run(pipeline, inputs, tmp_path)
    if isinstance(outputs, Unsupported):
        # A refusal is an answer where it shows the attempt; a file that is missing shows none.
        assert outputs.attempt, outputs.reason
        return
    assert workload.mismatch(workload.reference(inputs, workload.smallest), outputs) is None
