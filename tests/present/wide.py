"""A campaign in which everything happens: scaling, payloads, both lanes, cold starts, failures, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.record.schema import Line, Question, Table
from tests.made_up import Outcome, Plan, campaign, question

QUESTIONS = [
    question(
        "import",
        "import.wall_ns",
        ask="How long does importing the SDK take?",
        headline="session/training/tuned",
    ),
    question(
        "load", "load.wall_ns", ask="How long does loading the pipeline take, libraries already imported?"
    ),
    question("compile", "compile.wall_ns", ask="How long does the first compile take after loading?"),
    question(
        "build",
        "build.wall_ns",
        ask="How long from an imported SDK to the deployable files?",
        headline="session/training/tuned",
    ),
    question(
        "artefact",
        "artefact.bytes",
        unit="B",
        margin=0.01,
        noticeable=None,
        ask="How many bytes does the compiled artefact have?",
    ),
    question(
        "run", "run.wall_ns", ask="How long does the first local run take?", headline="session/training/tuned"
    ),
    question(
        "edit-run",
        "edit_run.wall_ns",
        ask="How long from starting Python to the results of one run?",
        headline="session/training/tuned",
    ),
    question(
        "step",
        "steps.wall_ns",
        probe="steps",
        ask="How long do the pods' own commands take, one cold process a step, summed?",
        headline="steps/chain/n=1/tuned",
    ),
    question(
        "cli-run",
        "process.wall_ns",
        probe="command:run",
        ask="How long does the SDK's own run command take, cold?",
        headline="command:run/chain/n=1/tuned",
    ),
    question(
        "memory",
        "peak.pss_bytes",
        unit="B",
        meter="memory",
        noticeable=None,
        ask="How much memory does one session need at its peak, over all its processes?",
    ),
]
_IMPORT = {"plain": 0.0, "alpha": 0.53, "beta": 0.36}
_LOAD = {"plain": 0.0002, "alpha": 0.095, "beta": 0.0082}
_PER_STEP = {"plain": 0.000002, "alpha": 0.0013, "beta": 0.071}
_FIXED = {"plain": 0.00001, "alpha": 0.003, "beta": 0.012}


def _session(work_s: float, steps: int, lane: float = 1.0, cold: float = 1.0) -> Any:
    def law(engine: str, size: Mapping[str, Any]) -> Outcome:
        run = work_s + _FIXED[engine] + _PER_STEP[engine] * steps * (lane if engine == "beta" else 1.0)
        load = (_LOAD[engine] + 0.00004 * steps) * cold
        grows = 0.00004 * steps**1.6 if engine == "beta" else 0.0003 * steps
        seconds = {"load": load, "run": run, "edit_run": 0.9 + (_IMPORT[engine] * cold) + load + run}
        if engine == "plain":
            return Outcome(
                seconds, unsupported={"compile": "plain Python compiles nothing that a cluster could run"}
            )
        if engine == "beta" and steps >= 200:
            reason = "killed by the kernel for want of memory (signal 9)"
            return Outcome(
                {"import": _IMPORT[engine], "load": load}, status="failed", reason=reason, signal="SIGKILL"
            )
        seconds |= {"import": _IMPORT[engine] * cold, "compile": 0.009 + grows, "build": load + 0.009 + grows}
        return Outcome(seconds, {"artefact.bytes": 900.0 + (420 if engine == "alpha" else 690) * steps})

    return law


def _payload(engine: str, size: Mapping[str, Any]) -> Outcome:
    megabytes = size["bytes"] / 1e6
    if engine == "beta" and size["kind"] == "int_list" and size["bytes"] > 100_000:
        return Outcome(status="failed", reason="OSError: [Errno 7] Argument list too long: 'sh'")
    per_megabyte = {"plain": 0.0001, "alpha": 0.021, "beta": 0.0092}[engine]
    return Outcome({"run": 0.02 + _FIXED[engine] + 2 * _PER_STEP[engine] + per_megabyte * megabytes})


def _pods(engine: str, size: Mapping[str, Any]) -> Outcome:
    return Outcome({"steps": {"plain": 0.02, "alpha": 0.92, "beta": 0.11}[engine] * size["n"]})


def _command(engine: str, size: Mapping[str, Any]) -> Outcome:
    if engine == "beta":
        return Outcome(
            status="unsupported", reason="beta has no command that runs a pipeline on this machine"
        )
    return Outcome({"process": {"plain": 0.06, "alpha": 1.4}[engine]})


def _memory(engine: str, size: Mapping[str, Any]) -> Outcome:
    return Outcome({}, {"peak.pss_bytes": {"plain": 2.3e8, "alpha": 2.38e8, "beta": 2.39e8}[engine]})


def plans(blocks: int = 10) -> list[Plan]:
    """Every cell, smaller sizes first."""
    chain = [
        Plan("session", "chain", _session(0.001, n), {"n": n}, steps=n, blocks=blocks)
        for n in (1, 10, 50, 100, 200)
    ]
    fan_out = [
        Plan("session", "fan_out", _session(0.001, n + 1), {"n": n}, steps=n + 1, blocks=blocks)
        for n in (1, 10, 50, 100)
    ]
    payload = [
        Plan("session", "payload", _payload, {"kind": kind, "bytes": size}, steps=2, blocks=blocks)
        for kind in ("frame", "int_list")
        for size in (1_024, 65_536, 1_048_576, 67_108_864 if kind == "frame" else 8_388_608)
    ]
    return [
        Plan("session", "training", _session(0.055, 5), steps=5, blocks=blocks),
        Plan("session", "training", _session(0.055, 5, cold=2.1), bytecode="cold", steps=5, blocks=blocks),
        Plan(
            "session", "training", _session(0.055, 5, lane=150), lane="default", steps=5, blocks=3, twin=False
        ),
        Plan("session", "training", _memory, meter="memory", steps=5, blocks=blocks),
        *chain,
        *fan_out,
        *payload,
        *[Plan("steps", "chain", _pods, {"n": n}, steps=n, blocks=blocks) for n in (1, 10)],
        Plan("command:run", "chain", _command, {"n": 1}, blocks=blocks, twin=False),
    ]


_CASES = (
    (
        "wrong_scalar_type",
        "types",
        "A text from one step goes into a whole number of the next.",
        "run",
        "import",
    ),
    ("if_on_output", "control flow", "A Python if on what a step will give.", "compile", "never"),
    ("missing_argument", "calls", "A step is called without one of its arguments.", "compile", "import"),
    ("module_level_helper", "scope", "A step calls a function of its own module.", "never", "run"),
    ("wrong_return_type", "types", "A step returns a text where it promised a number.", "mypy", "mypy"),
)


def tables(names: tuple[str, str] = ("alpha", "beta")) -> tuple[Table, ...]:
    """One of each table that is observed rather than timed."""
    mistakes = [
        {
            "case": case,
            "side": names[number],
            "kind": kind,
            "title": title,
            "stage": stages[number],
            "effect": {"module_level_helper": "harmless"}.get(case, "wrong result")
            if stages[number] == "never"
            else "stopped",
            "exception": "" if stages[number] == "never" else "TypeError",
            "message": ""
            if stages[number] == "never"
            else f"Cannot convert value 'x' of {case}\nfor input 'n' <int>",
            "named": {"step": "message", "argument": "log", "line": "no"},
        }
        for case, kind, title, *stages in _CASES
        for number in (0, 1)
    ]
    runs = [["sdk", "@step"], ["plain", "\n"], ["wrapping", "def f() -> int:"], ["harness", "\nmain()"]]
    code = [
        {"workload": "chain", "side": name, "orchestrator_lines": 4 + number, "runs": runs}
        for number, name in enumerate(names)
    ]
    return (
        Table("mistakes", mistakes),
        Table("code", code),
        Table("something_else", [{"a": 1, "b": "two <b>"}, {"a": 2, "c": None}]),
    )


def wide(blocks: int = 10, questions: list[Question] = QUESTIONS, **others: Any) -> Iterator[Line]:
    """Every line."""
    return campaign(plans(blocks), questions, tables=tables(), **others)
