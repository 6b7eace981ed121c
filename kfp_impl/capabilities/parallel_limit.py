"""A step runs for each of four items, one at a time."""

from pathlib import Path

from kfp import dsl

KIND = "control flow"
IN_SPEC = (r"parallelismLimit: 1",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def square(n: int) -> int:
    import time
    from pathlib import Path

    began = time.time()
    time.sleep(0.3)
    Path(f"~/took-{n}.txt").expanduser().write_text(f"{began} {time.time()}")
    return n * n


@dsl.pipeline
def pipeline():
    limit = 1  # without: limit = None
    with dsl.ParallelFor([1, 2, 3, 4], parallelism=limit) as n:
        square(n=n)


def check(results):
    files = Path("~").expanduser().glob("took-*.txt")
    spans = sorted([float(part) for part in file.read_text().split()] for file in files)
    assert len(spans) == 4, spans
    assert all(end <= begin for (_, end), (begin, _) in zip(spans, spans[1:])), spans
