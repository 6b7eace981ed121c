"""A step reads a secret that the cluster keeps."""

from kfp import dsl, kubernetes

KIND = "operations"
IN_SPEC = (r"secretKey: password",)
REQUIRES = ("kfp-kubernetes",)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def connect() -> int:
    import os

    return len(os.environ["PASSWORD"])


@dsl.pipeline
def pipeline() -> int:
    connected = connect()
    kubernetes.use_secret_as_env(connected, "db", {"password": "PASSWORD"})  # without:
    return connected.output
