"""The component of a chain, as it stands in the image."""

from kfp import dsl

from kfp_impl.image_names import PREBUILT_IMAGE, STOCK_IMAGE
from shared.steps.advance import advance_value


@dsl.component(base_image=STOCK_IMAGE, target_image=PREBUILT_IMAGE)
def advance(value: int) -> int:
    return advance_value(value)
