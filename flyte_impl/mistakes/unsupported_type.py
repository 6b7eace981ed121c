"""An object of a class of the author's own goes from step to step.

Right: the object's words go as a list.
"""

from flytekit import task, workflow

KIND = "unsupported types"
STEP = "build"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-class Vocabulary:
-    def __init__(self, words: list[str]) -> None:
-        self.words = words
+@task
+def build() -> list[str]:
+    return ["a", "b"]
-def build() -> Vocabulary:  # the mistake
-    return Vocabulary(["a", "b"])
-
-
-@task
-def size(vocabulary: Vocabulary) -> int:
-    return len(vocabulary.words)
+def size(vocabulary: list[str]) -> int:
+    return len(vocabulary)
"""


class Vocabulary:
    def __init__(self, words: list[str]) -> None:
        self.words = words


@task
def build() -> Vocabulary:  # the mistake
    return Vocabulary(["a", "b"])


@task
def size(vocabulary: Vocabulary) -> int:
    return len(vocabulary.words)


@workflow
def pipeline() -> int:
    return size(vocabulary=build())
