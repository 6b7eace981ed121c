"""A database connection goes from step to step.

Right: the connection's address goes, and ``count`` connects.
"""

import sqlite3

from kfp import dsl

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


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def connect() -> sqlite3.Connection:  # the mistake
    return sqlite3.connect(":memory:")


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def count(source: sqlite3.Connection) -> int:
    return source.execute("select 2").fetchone()[0]


@dsl.pipeline
def pipeline() -> int:
    return count(source=connect().output).output
