"""A step reads a secret that the cluster keeps."""

import os

from kfp import dsl, kubernetes

KIND = "operations"
EXPECTED = 6
IN_SPEC = (r"secretKey: password",)
REQUIRES = ("kfp-kubernetes",)


os.environ["PASSWORD"] = "secret"  # what stands in for the cluster on a laptop


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def connect() -> int:
    import os

    return len(os.environ["PASSWORD"])


@dsl.pipeline
def pipeline() -> int:
    connected = connect()
    kubernetes.use_secret_as_env(connected, secret_name="db", secret_key_to_env={"password": "PASSWORD"})
    return connected.output
