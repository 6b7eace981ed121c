"""Somebody's own KFP pipeline: find it in a file, or read what was compiled before."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from kfp import components
from kfp.dsl.base_component import BaseComponent
from kfp.dsl.graph_component import GraphComponent

from shared.contract import Unsupported
from shared.their_code import outermost
from shared.their_file import own_values

COMPILED = frozenset({".yaml", ".yml"})
"""Files that hold a compiled pipeline instead of its source."""
_ABSENT = re.compile(
    r"module '(?P<where>kfp[\w.]*)' has no attribute '(?P<what>\w+)'"
    r"|cannot import name '(?P<name>\w+)' from '(?P<source>kfp[\w.]*)'"
    r"|No module named '(?P<module>kfp\.[\w.]+)'"
)
_OF_KFP_1 = frozenset(
    (
        "ContainerOp", "ResourceOp", "VolumeOp", "VolumeSnapshotOp", "PipelineParam", "PipelineVolume",
        "Sidecar", "UserContainer", "InitContainer", "PipelineConf", "get_pipeline_conf",
        "RUN_ID_PLACEHOLDER", "EXECUTION_ID_PLACEHOLDER", "func_to_container_op",
        "func_to_component_text", "create_component_from_func", "create_component_from_func_v2",
        "create_graph_component_from_pipeline_func", "InputPath", "OutputPath", "InputBinaryFile",
        "InputTextFile", "OutputBinaryFile", "OutputTextFile", "ComponentStore",
        "default_component_store", "build_image_from_working_dir", "onprem", "gcp", "aws", "azure",
        "auth", "containers", "notebook", "v2", "extensions", "use_k8s_secret",
        "run_pipeline_func_locally", "run_pipeline_func_on_cluster", "graph_component",
        "python_component",
    )
)  # fmt: skip
"""What kfp 1 had at the top of its modules, and kfp 2 has there no more."""


def read_compiled(file: Path, name: str) -> BaseComponent | Unsupported:
    """Read a pipeline that was compiled before; for another kind of YAML, say which it is."""
    try:
        text = file.read_text(encoding="utf-8")
        documents = [one for one in yaml.load_all(text, Loader=yaml.CSafeLoader) if one is not None]
    except yaml.YAMLError as error:
        return Unsupported(f"{file.name} is no YAML: {_problem(error)}")
    except UnicodeDecodeError as error:
        return Unsupported(f"{file.name} is no YAML: {error}")
    if reason := _foreign(documents):
        return Unsupported(f"{file.name} {reason}")
    found = components.load_component_from_text(text)
    if name and name not in (found.name, found.name.replace("-", "_")):
        return Unsupported(f"{file.name} holds the pipeline {found.name}, not {name}")
    return found


def compiled_elsewhere(file: Path) -> Unsupported | None:
    """Why a compiled file's own pip install cannot be satisfied by what is here, if it cannot."""
    wanted = set(re.findall(r"kfp==([0-9][\w.]*)", file.read_text(encoding="utf-8")))
    here = version("kfp")
    other = sorted(wanted - {here})
    if not other:
        return None
    return Unsupported(
        f"{file.name} was compiled by kfp {other[-1]}, and {here} is installed here: build "
        f"`fvk env add kfp --with kfp=={other[-1]}`, then add --engine kfp@{other[-1]}"
    )


def older_than_kfp_2(file: Path, error: Exception) -> Unsupported | None:
    """What it means that a file asks kfp for something that kfp does not have; ``None`` for other errors."""
    found = _ABSENT.search(str(error))
    if not found:
        return None
    what = found["what"] or found["name"] or str(found["module"]).partition(".")[2]
    if what.partition(".")[0] in _OF_KFP_1:
        return Unsupported(f"{file.name} is written for kfp 1: kfp {version('kfp')} has no {what}")
    return None


def find(module: ModuleType, name: str) -> BaseComponent | Unsupported:
    """Return the pipeline of that name (the only one for an empty name), or a component to run alone."""
    if not name:
        return _only(module)
    found = getattr(module, name, None)
    if isinstance(found, BaseComponent):
        return found
    kind = "nothing of that name" if found is None else f"a {type(found).__name__}"
    known = [*own_values(module, BaseComponent)]
    return Unsupported(f"{name} is {kind}, not a pipeline; the file has {', '.join(known) or 'none'}")


def _only(module: ModuleType) -> BaseComponent | Unsupported:
    """The only pipeline that no other contains; where the file writes none, its only component."""
    every = own_values(module, BaseComponent)
    pipelines = {name: value for name, value in every.items() if isinstance(value, GraphComponent)}
    for word, of_kind in (("pipelines", pipelines), ("components", every)):
        if len(outer := outermost(of_kind, "pipeline_func")) == 1:
            return next(iter(outer.values()))
        if of_kind:
            return Unsupported(f"name one of its {word} after a colon: {', '.join(of_kind)}")
    return Unsupported("the file has no KFP pipeline or component at its top level; is it for another side?")


def _foreign(documents: list[Any]) -> str:
    """What a YAML file is that is no compiled pipeline; empty if it is one, or a component."""
    first = documents[0] if documents else None
    if not isinstance(first, dict):
        return "is empty" if first is None else "is YAML, and no compiled pipeline"
    if "pipelineInfo" in first or "implementation" in first:
        return ""
    kind, group = first.get("kind"), str(first.get("apiVersion", ""))
    if kind == "Workflow" and group.startswith("argoproj.io"):
        return "is an Argo Workflow, as kfp 1 compiled it, and no pipeline of kfp 2"
    if kind in ("Pipeline", "PipelineVersion") and group.startswith("pipelines.kubeflow.org"):
        return (
            f"is a manifest (kind: {kind}) around a pipeline: compile it without kubernetes_manifest_format"
        )
    if kind:
        return f"is a kind: {kind} and no compiled pipeline"
    return (
        f"is YAML, and no compiled pipeline: it has {', '.join(map(str, [*first][:3]))} and no pipelineInfo"
    )


def _problem(error: yaml.YAMLError) -> str:
    """One line on what is wrong, with the line of the file."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    told = [getattr(error, part, None) for part in ("context", "problem")]
    text = ", ".join(part for part in told if part) or str(error)
    return f"{text}, line {mark.line + 1}" if mark else text
