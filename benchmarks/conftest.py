"""The developer's view: the probes of a campaign as pytest-benchmark tests, quick and without verdicts.

A round is one sample in a fresh process. What stands in pytest-benchmark's table is the figure that the
probe measured inside that process, not the time around it: the tests' timer is moved forward by it.
Contenders run one after the other here, which drifts with the machine; verdicts come from `fvk run`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from benchmarks.analyse.results import NANOSECONDS
from benchmarks.campaign.sampling import make_sampler
from benchmarks.measure.sampler import ProcessSampler
from benchmarks.plan import arguments, engines, questions
from benchmarks.record.schema import Cell, Contender, Question, Sample
from shared import workloads

ROUNDS = 3
TIMEOUT_S = 600.0


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which workload and how often."""
    group = parser.getgroup("fvk")
    group.addoption(
        "--fvk-workload", default="training", help="workloads at their smallest size, by comma (training)"
    )
    group.addoption("--fvk-rounds", type=int, default=ROUNDS, help=f"samples a contender ({ROUNDS})")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Name the question and the workload in each test: --benchmark-compare then compares like with like."""
    if "question" in metafunc.fixturenames:
        metafunc.parametrize("question", [one.id for one in questions.load() if _timed(one)])
    if "workload" in metafunc.fixturenames:
        metafunc.parametrize("workload", arguments.names([metafunc.config.getoption("--fvk-workload")]))


def _timed(question: Question) -> bool:
    """Whether a question's figure is a duration: pytest-benchmark's table knows nothing else."""
    return question.unit == "s"


@dataclass
class Probes:
    """Samples taken so far, shared by all questions that the same process answers."""

    sampler: ProcessSampler
    taken: dict[tuple[str, str, str], list[Sample]] = field(default_factory=dict)

    def sample(self, question: Question, workload: str, contender: str, number: int) -> Sample:
        """The ``number``-th sample of a contender for a question's probe, taken now if it is new."""
        samples = self.taken.setdefault((question.probe, workload, contender), [])
        while len(samples) <= number:
            cell = self._cell(question, workload)
            samples.append(self.sampler.take(cell, Contender(contender, contender), len(samples), 0, 0))
        return samples[number]

    def _cell(self, question: Question, name: str) -> Cell:
        workload = workloads.find(name)
        size = dict(workload.smallest)
        cell = Cell(
            id=f"{question.probe}/{name}",
            probe=question.probe,
            workload=name,
            size=size,
            lane="tuned",
            bytecode="warm",
            meter=question.meter,
            contenders=[],
            minimum_blocks=1,
            maximum_blocks=1,
            timeout_s=TIMEOUT_S,
            steps=workload.step_count(size),
            order=[],
        )
        if not any(samples for (_, known, _), samples in self.taken.items() if known == name):
            self.sampler.reference(cell)
        return cell


@pytest.fixture(scope="session")
def probes(tmp_path_factory: pytest.TempPathFactory) -> Probes:
    """The samples of this session."""
    found = engines.discover()
    sampler = make_sampler(tmp_path_factory.mktemp("fvk") / "work", found, 0, time.monotonic, None)
    for name in found:
        sampler.describe(name)
    return Probes(sampler)


@pytest.fixture(params=list(engines.discover()))
def contender(request: pytest.FixtureRequest) -> str:
    """Every installed contender, plain Python first."""
    return str(request.param)


@dataclass
class _FigureClock:
    """A timer that stands still except for the figures that samples report."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


Ask = Callable[[str, str], None]


@pytest.fixture
def ask(request: pytest.FixtureRequest, probes: Probes, contender: str) -> Ask:
    """Ask one question of ``questions.toml`` to one contender, as one pytest-benchmark test."""
    clock = _FigureClock()
    request.node.add_marker(pytest.mark.benchmark(timer=clock))
    rounds: int = request.config.getoption("--fvk-rounds")

    def put(name: str, workload: str) -> None:
        question = next(question for question in questions.load() if question.id == name)
        # Skipping or failing before the benchmark exists leaves no empty row behind.
        figure(probes.sample(question, workload, contender, 0), question)
        benchmark: Any = request.getfixturevalue("benchmark")
        benchmark.group = f"{question.id} of {workload}: {question.ask}"
        benchmark.extra_info.update(question=name, workload=workload, contender=contender)
        numbers = iter(range(rounds))

        def once() -> None:
            sample = probes.sample(question, workload, contender, next(numbers))
            clock.now_s += figure(sample, question) / NANOSECONDS

        benchmark.pedantic(once, rounds=rounds, iterations=1)

    return put


def figure(sample: Sample, question: Question) -> float:
    """The sample's figure in nanoseconds; skips the test where there is none, fails it on a failure."""
    if question.metric in sample.metrics:
        return sample.metrics[question.metric]
    if sample.status in ("failed", "mismatch"):
        pytest.fail(f"{sample.contender}: {sample.reason}")
    phase = question.metric.partition(".")[0]
    pytest.skip(sample.unsupported.get(phase, sample.reason or f"{sample.contender} has no {phase} phase"))
