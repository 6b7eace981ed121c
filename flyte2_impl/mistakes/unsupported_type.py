"""An object of a class of the author's own goes from step to step.

Right: the object's words go as a list.
"""

import flyte

KIND = "unsupported types"
STEP = "build"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-class Vocabulary:
-    def __init__(self, words: list[str]) -> None:
-        self.words = words
+@env.task
+def build() -> list[str]:
+    return ["a", "b"]
-def build() -> Vocabulary:  # the mistake
-    return Vocabulary(["a", "b"])
-
-
-@env.task
-def size(vocabulary: Vocabulary) -> int:
-    return len(vocabulary.words)
+def size(vocabulary: list[str]) -> int:
+    return len(vocabulary)
"""

env = flyte.TaskEnvironment(name="specimen")


class Vocabulary:
    def __init__(self, words: list[str]) -> None:
        self.words = words


@env.task
def build() -> Vocabulary:  # the mistake
    return Vocabulary(["a", "b"])


@env.task
def size(vocabulary: Vocabulary) -> int:
    return len(vocabulary.words)


@env.task
def pipeline() -> int:
    return size(vocabulary=build())
