"""Two versions of the pipeline exist beside each other, and either can be run again."""

from collections import OrderedDict

from flytekit import task, workflow
from flytekit.configuration import Image, ImageConfig, SerializationSettings
from flytekit.tools.translator import get_serializable
from google.protobuf.json_format import MessageToJson

KIND = "operations"
IN_SPEC = (
    r'"version": "v1"',
    r'"version": "v2"',
)


@task
def double(n: int) -> int:
    return n * 2


@workflow
def pipeline(n: int = 3) -> int:
    return double(n=n)


def deploy(directory):
    texts = []
    for version in ("v1", "v2"):
        images = ImageConfig(default_image=Image.look_up_image_info("default", "localhost/specimen:v1"))
        settings = SerializationSettings(image_config=images, project="p", domain="d", version=version)
        spec = get_serializable(OrderedDict(), settings, pipeline)
        texts.append(MessageToJson(spec.to_flyte_idl()))
    return "\n".join(texts)
