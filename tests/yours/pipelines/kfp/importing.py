"""An artifact that is there already is brought in."""

from kfp import dsl
from kfp.dsl import Dataset, Input


@dsl.component(base_image="python:3.11")
def kind_of(data: Input[Dataset]) -> str:
    return data.uri.partition(":")[0]


@dsl.pipeline(name="bring-in")
def bring_in(uri: str = "gs://bucket/data.csv") -> str:
    brought = dsl.importer(artifact_uri=uri, artifact_class=Dataset, reimport=False)
    return kind_of(data=brought.output).output
