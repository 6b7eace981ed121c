# One contender's image, as a cluster starts it: its SDK, the libraries of the steps, this project's modules.
#
#     docker build --build-arg SDK=flytekit --build-arg CODE=flyte_impl --tag registry.example/flyte:python .
#     export FVK_IMAGE=registry.example/flyte:python
#
# SDK and CODE belong together: flytekit and flyte_impl, flyte and flyte2_impl, kfp and kfp_impl. Give BASE by its
# digest for an image that does not change when the tag moves. `fvk image build` makes the images that
# `fvk run --target container` measures by a recipe of its own, which also works where no registry can be reached.
ARG BASE=python:3.11-slim
FROM ${BASE}

ARG SDK=flytekit
COPY requirements.lock /tmp/requirements.lock
# The lock holds every version; only what this SDK and the steps need is installed, with its bytecode.
RUN sed -e 's/ .$//' -e '/^ *--hash/d' /tmp/requirements.lock > /tmp/pins.txt \
 && pip install --no-cache-dir --constraint /tmp/pins.txt ${SDK} joblib pandas pyarrow scikit-learn \
 && rm /tmp/requirements.lock /tmp/pins.txt

# Where flytekit's own images keep their code.
WORKDIR /root
ENV PYTHONPATH=/root
ARG CODE=flyte_impl
COPY shared shared
COPY ${CODE} ${CODE}
RUN python -m compileall -q /root
