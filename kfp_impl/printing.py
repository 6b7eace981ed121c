"""Let the tasks that make a pipeline's outputs print them: KFP's API returns none, and pods keep a log."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

MARK = "fvk-output"
"""Begins the printed line, which goes on with the task's name and its parameters as JSON."""
_SUFFIX = "-fvk-printed"
_PRINT = (
    "\npython3 -c 'import json, sys\n"
    'told = json.loads(sys.argv[sys.argv.index("--executor_input") + 1])\n'
    'made = json.load(open(told["outputs"]["outputFile"]))\n'
    'print("%s %s " + json.dumps(made["parameterValues"]))\' "$@"\n'
)


def with_printed_outputs(spec: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the specification whose output tasks print, once they are done, what they gave.

    Each gets a component of its own, so that others with the same code print nothing. A task that is no
    lightweight component, or is a pipeline of its own, stays as it is.
    """
    changed = copy.deepcopy(dict(spec))
    dag = changed["root"]["dag"]
    for task_name in {source["producerSubtask"] for source in sources(dag).values()}:
        task = dag["tasks"].get(task_name)
        component_name = task["componentRef"]["name"] if task else ""
        component = changed["components"].get(component_name, {})
        executors = changed["deploymentSpec"]["executors"]
        executor = executors.get(component.get("executorLabel", ""), {})
        command = executor.get("container", {}).get("command", ())
        if len(command) < 3 or "kfp.dsl.executor_main" not in command[2]:
            continue
        label = component["executorLabel"] + _SUFFIX
        printing = copy.deepcopy(executor)
        printing["container"]["command"][2] += _PRINT % (MARK, task_name)
        executors[label] = printing
        changed["components"][component_name + _SUFFIX] = {**copy.deepcopy(component), "executorLabel": label}
        task["componentRef"] = {"name": component_name + _SUFFIX}
    return changed


def sources(dag: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    """By output of the pipeline: the task and the parameter that it is taken from."""
    told = dag.get("outputs", {}).get("parameters", {})
    return {name: one["valueFromParameter"] for name, one in told.items() if "valueFromParameter" in one}


def printed(log: str) -> dict[str, Mapping[str, Any]]:
    """By task, the parameters that a pod's log tells."""
    found = {}
    for line in log.splitlines():
        _, mark, rest = line.partition(MARK + " ")
        if mark:
            task, _, told = rest.partition(" ")
            try:
                found[task] = json.loads(told)
            except ValueError:
                continue
    return found
