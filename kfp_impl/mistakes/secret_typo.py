"""A step reads a secret by another key than the one it asked for.

Right: the key is ``password``; its value, of six characters, comes from the environment.
"""

import os

from kfp import dsl, kubernetes

KIND = "operations"
STEP = "connect"
ARGUMENT = ""
RIGHT = 6
REQUIRES = ("kfp-kubernetes",)
CORRECTION = """
-    return len(os.environ["PASWORD"])  # the mistake
+    return len(os.environ["PASSWORD"])
"""


os.environ["PASSWORD"] = "secret"


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def connect() -> int:
    import os

    return len(os.environ["PASWORD"])  # the mistake


@dsl.pipeline
def pipeline() -> int:
    connected = connect()
    kubernetes.use_secret_as_env(connected, secret_name="db", secret_key_to_env={"password": "PASSWORD"})
    return connected.output
