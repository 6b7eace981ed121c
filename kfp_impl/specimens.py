"""The adapter that takes a KFP specimen through import, compile and run."""

from __future__ import annotations

import importlib
import inspect
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SDK = "kfp"
HANDLE_ATTRIBUTES = (
    "add_node_selector_constraint",
    "after",
    "ignore_upstream_failure",
    "output",
    "outputs",
    "set_accelerator_limit",
    "set_accelerator_type",
    "set_caching_options",
    "set_container_image",
    "set_cpu_limit",
    "set_cpu_request",
    "set_debug_pause",
    "set_display_name",
    "set_env_variable",
    "set_gpu_limit",
    "set_memory_limit",
    "set_memory_request",
    "set_retry",
)
"""Of what a step's call gives inside a pipeline: the SDK's own attributes, to tell them from the step's."""


class Specimens:
    """KFP: decoration builds the pipeline, compiling writes it, the local run starts a process a step."""

    sdk = SDK
    command_stage = "compile"

    def warm_up(self) -> None:
        """Import the SDK."""
        for module in (self.sdk, "kfp.compiler", "kfp.dsl", "kfp.local"):
            importlib.import_module(module)

    def compile(self, pipeline: Any, directory: Path) -> str:
        """Write the pipeline's YAML, and answer it."""
        from kfp import compiler

        directory.mkdir(parents=True)
        package = directory / "pipeline.yaml"
        compiler.Compiler().compile(pipeline, str(package))
        return package.read_text(encoding="utf-8")

    def run(self, pipeline: Any, inputs: Mapping[str, Any], directory: Path, caching: bool) -> Any:
        """Run with ``SubprocessRunner(use_venv=False)``: a process a step, no network."""
        from kfp import local

        directory.mkdir(parents=True)
        settings = {
            "runner": local.SubprocessRunner(use_venv=False),
            "pipeline_root": str(directory / "pipeline_root"),
            "workspace_root": str(directory / "workspace"),
            "enable_caching": caching,
            "cache_root": os.path.expanduser("~/kfp-cache"),  # noqa: PTH111 - follows the process's own HOME
        }
        # Older releases have neither workspace nor cache: what does not need them runs there all the same.
        known = inspect.signature(local.init).parameters
        local.init(**{name: value for name, value in settings.items() if name in known or caching})
        outputs = pipeline(**inputs).outputs
        if list(outputs) == ["Output"]:
            return outputs["Output"]
        return dict(outputs) or None

    def command(self, path: Path, inputs: Mapping[str, str], directory: Path) -> str:
        """Run ``kfp dsl compile --pipeline-parameters JSON``: there is no command line for local runs."""
        from click.testing import CliRunner
        from kfp.cli.cli import cli

        output = directory / "command.yaml"
        arguments = ["--py", str(path), "--output", str(output), "--function", "pipeline"]
        parameters = [
            "--pipeline-parameters",
            json.dumps({name: _typed(value) for name, value in inputs.items()}),
        ]
        result = CliRunner().invoke(cli, ["dsl", "compile", *arguments, *parameters], standalone_mode=False)
        if result.exception:
            raise result.exception
        return output.read_text(encoding="utf-8")


def _typed(value: str) -> Any:
    """As an author types it into JSON: a number bare, a word in quotes."""
    try:
        return json.loads(value)
    except ValueError:
        return value
