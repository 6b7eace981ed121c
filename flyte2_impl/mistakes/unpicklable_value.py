"""A database connection goes from step to step.

Right: the connection's address goes, and ``count`` connects.
"""

import sqlite3

import flyte

KIND = "unsupported types"
STEP = "connect"
ARGUMENT = ""
RIGHT = 2
CORRECTION = """
-def connect() -> sqlite3.Connection:  # the mistake
-    return sqlite3.connect(":memory:")
+def connect() -> str:
+    return ":memory:"
-def count(source: sqlite3.Connection) -> int:
-    return source.execute("select 2").fetchone()[0]
+def count(source: str) -> int:
+    import sqlite3
+
+    return sqlite3.connect(source).execute("select 2").fetchone()[0]
"""

env = flyte.TaskEnvironment(name="specimen")


@env.task
def connect() -> sqlite3.Connection:  # the mistake
    return sqlite3.connect(":memory:")


@env.task
def count(source: sqlite3.Connection) -> int:
    return source.execute("select 2").fetchone()[0]


@env.task
def pipeline() -> int:
    return count(source=connect())
