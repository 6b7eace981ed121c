"""An SDK of no SDK, so that the probe is tested without waiting for one."""

from __future__ import annotations


class Specimens:
    sdk = ""
    command_stage = "compile"

    def warm_up(self):
        self.warm = True

    def compile(self, pipeline, directory):
        return f"compiled {pipeline.__name__}, warm: {self.warm}"

    def run(self, pipeline, inputs, directory, caching):
        return pipeline(**inputs)

    def command(self, path, inputs, directory):
        raise SystemExit(f"{path.name} got {inputs}")
