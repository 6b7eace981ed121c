"""Two versions of the pipeline exist beside each other, and either can be run again."""

from kfp import compiler, dsl

KIND = "operations"
IN_SPEC = (
    r"name: v1",
    r"name: v2",
)


@dsl.component(base_image="python:3.11", install_kfp_package=False)
def double(n: int) -> int:
    return n * 2


@dsl.pipeline
def pipeline(n: int = 3) -> int:
    return double(n=n).output


def deploy(directory):
    texts = []
    for version in ("v1", "v2"):
        package = directory / f"{version}.yaml"
        options = compiler.KubernetesManifestOptions(pipeline_version_name=version)
        compiler.Compiler().compile(
            pipeline, str(package), kubernetes_manifest_options=options, kubernetes_manifest_format=True
        )
        texts.append(package.read_text())
    return "\n".join(texts)
