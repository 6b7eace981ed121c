from __future__ import annotations

import itertools
from dataclasses import replace

from benchmarks.measure import noise
from benchmarks.measure.process import run
from benchmarks.selfcheck.diagnosis import diagnose


def test_a_diagnosis_tells_resolution_noise_and_advice_of_the_same_moments() -> None:
    seconds = itertools.count()
    quiet = replace(noise.snapshot(), throttled_times=0)
    looks = iter((quiet, replace(quiet, at_ns=quiet.at_ns + 10**9, throttled_times=9)))
    found = diagnose(run, lambda: next(seconds), budget_s=3, look=lambda: next(looks))
    assert found.resolution.pairs >= 6
    assert found.noise.throttled_times == 9
    assert any(line.startswith("quota: held back") for line in found.flags)
    assert any(line.startswith("A quota held processes back") for line in found.advice)
