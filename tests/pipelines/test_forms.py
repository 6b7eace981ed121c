"""Every form that an engine declares is a contender that does the same work."""

import json
import subprocess
import sys

import pytest

from benchmarks.errors import UsageError
from benchmarks.plan import engines
from benchmarks.targets.environments import selection
from benchmarks.targets.environments.store import Store
from shared.contract import Unsupported
from shared.engine_defaults import completed
from shared.workloads import find

from .contenders import ENGINES, walk

CHAIN = find("chain")
SIZE = {"n": 1}
FORMS = [(name, form) for name, engine in ENGINES.items() for form in getattr(engine, "forms", {}) if form]


def made(name, form):
    return completed(ENGINES[name], form)


def test_each_sdk_has_a_second_form():
    assert {name for name, _ in FORMS} == {"flyte", "flyte2", "kfp"}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_the_pod_command_of_a_form_gives_what_plain_python_gives(name, form, tmp_path):
    engine, inputs = made(name, form), CHAIN.inputs(SIZE)
    steps, outputs = walk(engine.steps(engine.load("chain", SIZE, "tuned"), inputs, tmp_path), tmp_path)
    assert len(steps) == 1
    assert CHAIN.mismatch(CHAIN.reference(inputs, SIZE), outputs) is None


def test_a_form_has_a_command_of_its_own(tmp_path):
    heads = {
        ("flyte", "fast"): "pyflyte-fast-execute",
        ("flyte2", "bundle"): "a0",
        ("kfp", "containerized"): "python3",
    }
    for number, (name, form) in enumerate(FORMS):
        engine, place = made(name, form), tmp_path / str(number)
        place.mkdir()
        step = next(engine.steps(engine.load("chain", SIZE, "tuned"), CHAIN.inputs(SIZE), place))
        assert step.argv[0] == heads[name, form]
        assert ("--tgz" in step.argv) == (name == "flyte2")


def test_a_containerized_component_carries_no_source_and_a_lightweight_one_does(tmp_path):
    texts = {}
    for form in ("", "containerized"):
        engine, place = made("kfp", form), tmp_path / (form or "first")
        place.mkdir()
        (file,) = engine.compile(engine.load("chain", SIZE, "tuned"), place)
        texts[form] = file.read_text(encoding="utf-8")
    assert ["def advance" in texts[form] for form in texts] == [True, False]


def test_the_local_runner_of_kfp_still_refuses_containerized_components(tmp_path):
    from kfp import local

    engine = made("kfp", "containerized")
    pipeline = engine.load("chain", SIZE, "tuned")
    refusal = engine.run(pipeline, CHAIN.inputs(SIZE), tmp_path)
    assert isinstance(refusal, Unsupported)
    local.init(local.SubprocessRunner(use_venv=False), pipeline_root=str(tmp_path))
    with pytest.raises(
        Exception, match="SubprocessRunner only supports running Lightweight Python Components"
    ):
        pipeline.pipeline(**CHAIN.inputs(SIZE))


def test_a_form_is_chosen_by_its_name_and_an_unknown_one_is_refused_with_those_there_are(tmp_path):
    chosen = selection.select(engines.discover(), Store(tmp_path), ["kfp,kfp:containerized"])
    assert [(one.name, one.form) for one in chosen] == [("kfp", ""), ("kfp:containerized", "containerized")]
    with pytest.raises(UsageError, match="no form after the colon"):
        selection.select(engines.discover(), Store(tmp_path), ["kfp:"])
    from benchmarks.campaign.contenders import contenders_of

    (unknown,) = selection.select(engines.discover(), Store(tmp_path), ["plain:nothing"])
    with pytest.raises(UsageError, match="no form 'nothing'; there is one form only"):
        contenders_of([unknown], twin=False)


def test_two_steps_meet_in_no_folder(tmp_path):
    from benchmarks.targets.local import runner
    from shared.contract import Step

    tell = "import json, os; print(json.dumps([os.environ['HOME'], os.environ['TMPDIR'], os.getcwd()]))"
    run, seen = runner({"directory": str(tmp_path)}), []
    for name in ("one", "two"):
        told = run(Step(name, (sys.executable, "-c", tell), {}, lambda: None))()
        assert not told["problem"], told["printed"]
        seen += json.loads(told["printed"])
    assert len(set(seen)) == 6
    assert subprocess.run(["test", "-d", seen[0]], check=False).returncode == 0
