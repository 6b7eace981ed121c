"""KFP's pod commands come from the compiled YAML, and the default lane's need no trace of this repository."""

import importlib.util
import json
import os
import subprocess
import sys
import venv
from graphlib import CycleError
from pathlib import Path

import pytest
import yaml

from kfp_impl.lanes import use_lane
from kfp_impl.pods import Finished, artifact, failure, in_order, longest_argument, parameter, pod_steps
from shared.contract import Unsupported

from .contenders import ENGINES

pytestmark = pytest.mark.slow

IMAGE_HOLDS = ("kfp", "pandas", "sklearn", "pyarrow", "joblib", "pip")


def compiled(lane, directory):
    engine = ENGINES["kfp"]()
    (file,) = engine.compile(engine.load("training", {}, lane), directory)
    return yaml.safe_load(file.read_text())


def containers(spec):
    return [executor["container"] for executor in spec["deploymentSpec"]["executors"].values()]


def test_tasks_run_after_what_they_depend_on():
    tasks = {"c": {"dependentTasks": ["a", "b"]}, "b": {"dependentTasks": ["a"]}, "a": {}}
    assert list(in_order(tasks)) == ["a", "b", "c"]


def test_tasks_that_wait_for_each_other_are_refused():
    with pytest.raises(CycleError):
        list(in_order({"a": {"dependentTasks": ["b"]}, "b": {"dependentTasks": ["a"]}}))


def test_a_parameter_comes_from_the_pipeline_a_task_or_the_specification():
    done = Finished({"x": 1}, parameters={("a", "Output"): 2})
    assert parameter({"componentInputParameter": "x"}, done) == 1
    source = {"taskOutputParameter": {"producerTask": "a", "outputParameterKey": "Output"}}
    assert parameter(source, done) == 2
    assert parameter({"runtimeValue": {"constant": [3]}}, done) == [3]


def test_an_artifact_goes_on_as_its_task_left_it():
    left = {"artifacts": [{"uri": "/frame", "metadata": {"rows": 178}}]}
    done = Finished({}, artifacts={("a", "frame"): left})
    source = {"taskOutputArtifact": {"producerTask": "a", "outputArtifactKey": "frame"}}
    assert artifact(source, done) is left


def test_a_task_that_left_no_executor_output_has_failed(tmp_path):
    assert failure(tmp_path) == "it wrote no executor_output.json"
    (tmp_path / "executor_output.json").touch()
    assert failure(tmp_path) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"parameterIterator": {}}, "is a loop"),
        ({"triggerPolicy": {"condition": "1 == 1"}}, "runs on a condition"),
        (
            {"inputs": {"parameters": {"x": {"runtimeValue": {"constant": "{{$.inputs.parameters['y']}}"}}}}},
            "takes a text with placeholders",
        ),
    ],
)
def test_a_task_that_only_kfps_driver_can_unfold_is_unsupported(change, reason, tmp_path):
    spec = compiled("tuned", tmp_path)
    spec["root"]["dag"]["tasks"]["load"].update(change)
    file = tmp_path / "changed.yaml"
    file.write_text(yaml.safe_dump(spec))
    refusal = pod_steps(file, {}, tmp_path)
    assert isinstance(refusal, Unsupported)
    assert refusal.reason.startswith(f"task load {reason}")


def test_the_default_lane_starts_a_stock_image_and_installs_pinned_versions(tmp_path):
    spec = compiled("default", tmp_path)
    stock = f"python:{sys.version_info.major}.{sys.version_info.minor}"
    assert {container["image"] for container in containers(spec)} == {stock}
    script = spec["deploymentSpec"]["executors"]["exec-train"]["container"]["command"][2]
    for name in ("scikit-learn", "pandas", "pyarrow", "joblib", "kfp"):
        assert f"'{name}=={importlib.metadata.version(name)}'" in script


def test_the_tuned_lane_starts_the_named_image_and_installs_and_embeds_nothing(tmp_path):
    for container in containers(compiled("tuned", tmp_path)):
        assert "python" in container["image"]
        assert "pip" not in " ".join(container["command"])
        assert "EMBEDDED" not in " ".join(container["command"])


def test_the_lane_ends_with_its_block(monkeypatch):
    monkeypatch.setenv("FVK_IMAGE", "mine/python")
    with use_lane("default"):
        assert "FVK_IMAGE" not in os.environ
    assert os.environ["FVK_IMAGE"] == "mine/python"


def test_no_argument_of_a_pod_reaches_the_128_kib_that_linux_allows_one(tmp_path):
    for container in containers(compiled("default", tmp_path)):
        assert max(len(part.encode()) for part in container["command"]) < 64 * 1024


def test_a_default_pod_works_where_this_repository_is_not_installed(tmp_path):
    python = image_without_this_repository(tmp_path / "image")
    clean = {"PATH": f"{python.parent}:{os.defpath}", "PIP_NO_INDEX": "1", "TMPDIR": str(tmp_path)}

    def start(*argv):
        return subprocess.run(argv, env=clean, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert "No module named 'shared'" in start(str(python), "-c", "import shared").stderr
    engine = ENGINES["kfp"]()
    step = next(engine.steps(engine.load("training", {}, "default"), {"hyperparameters": {}}, tmp_path))
    done = start(*step.argv)
    assert done.returncode == 0, done.stdout + done.stderr
    assert step.failure() is None
    made = json.loads((tmp_path / "load" / "executor_output.json").read_text())
    frame = Path(made["artifacts"]["frame"]["artifacts"][0]["uri"])
    assert frame.stat().st_size > 0


def image_without_this_repository(directory):
    """Make an environment that holds the installed libraries, but not the editable install."""
    venv.create(directory, with_pip=False)
    (site,) = directory.glob("lib/python*/site-packages")
    homes = {Path(importlib.util.find_spec(name).origin).parents[1] for name in IMAGE_HOLDS}
    (site / "libraries.pth").write_text("\n".join(map(str, homes)))
    return directory / "bin" / "python"


def written(directory, **container):
    """A compiled pipeline of one component that needs nothing and runs this container."""
    command = ["python", "ephemeral_component.py", "{{$}}"]
    spec = {
        "root": {"dag": {"tasks": {"one": {"componentRef": {"name": "one"}}}}},
        "components": {"one": {"executorLabel": "exec-one"}},
        "deploymentSpec": {
            "executors": {"exec-one": {"container": {"image": "python", "command": command, **container}}}
        },
    }
    file = directory / "pipeline.yaml"
    file.write_text(yaml.safe_dump(spec, allow_unicode=True), encoding="utf-8")
    return file


def test_the_longest_argument_is_counted_in_bytes_over_command_and_arguments(tmp_path):
    assert longest_argument((written(tmp_path, args=["é" * 100, "x" * 150]),)) == 200
    assert longest_argument((written(tmp_path, args=["é" * 100, "x" * 250]),)) == 250
    assert longest_argument((written(tmp_path, command=["y" * 300]),)) == 300
    assert longest_argument(()) == 0


def test_a_pod_has_the_variables_that_its_component_sets(tmp_path):
    file = written(tmp_path, env=[{"name": "SET", "value": "by the component"}])
    step = next(pod_steps(file, {}, tmp_path))
    assert step.environment["SET"] == "by the component"
