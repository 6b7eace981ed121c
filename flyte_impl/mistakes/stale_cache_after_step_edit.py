"""A cached step was edited, and nothing else was changed.

Right: the edited step adds 2, so the answer is 5; it added 1 when it ran before.
"""

from flytekit import task, workflow

KIND = "caching"
STEP = "add"
ARGUMENT = ""
RIGHT = 5
CACHING = True
EARLIER = {"return n + 2": "return n + 1"}
CORRECTION = """
-@task(cache=True, cache_version="1")  # the mistake
+@task(cache=True, cache_version="2")
"""


@task(cache=True, cache_version="1")  # the mistake
def add(n: int) -> int:
    return n + 2


@workflow
def pipeline() -> int:
    return add(n=3)
