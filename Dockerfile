# The image that a cluster starts for a Flyte task, or for a KFP component of the tuned lane:
#
#     docker build --tag registry.example/flyte-vs-kubeflow:python .
#     export FVK_IMAGE=registry.example/flyte-vs-kubeflow:python
FROM python:3.11-slim

# Where flytekit's own images keep their code.
WORKDIR /root
ENV PYTHONPATH=/root

COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes --requirement requirements.lock

COPY shared shared
COPY flyte_impl flyte_impl
COPY flyte2_impl flyte2_impl
COPY kfp_impl kfp_impl
