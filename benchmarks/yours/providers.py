"""Which distribution provides a module, where the two have different names."""

from __future__ import annotations

_DIFFERENT = {
    "Bio": "biopython",
    "Crypto": "pycryptodome",
    "IPython": "ipython",
    "MySQLdb": "mysqlclient",
    "OpenSSL": "pyopenssl",
    "PIL": "pillow",
    "attr": "attrs",
    "azure.storage.blob": "azure-storage-blob",
    "azure.identity": "azure-identity",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python-headless",
    "dateutil": "python-dateutil",
    "docx": "python-docx",
    "dotenv": "python-dotenv",
    "faiss": "faiss-cpu",
    "fitz": "pymupdf",
    "flytekitplugins.awssagemaker_inference": "flytekitplugins-awssagemaker",
    "flytekitplugins.awssagemaker_training": "flytekitplugins-awssagemaker",
    "flytekitplugins.deck": "flytekitplugins-deck-standard",
    "flytekitplugins.fsspec": "flytekitplugins-data-fsspec",
    "git": "gitpython",
    "github": "pygithub",
    "google.protobuf": "protobuf",
    "googleapiclient": "google-api-python-client",
    "grpc": "grpcio",
    "jose": "python-jose",
    "jwt": "pyjwt",
    "kafka": "kafka-python",
    "kfp.kubernetes": "kfp-kubernetes",
    "ldap": "python-ldap",
    "magic": "python-magic",
    "mpl_toolkits": "matplotlib",
    "nacl": "pynacl",
    "osgeo": "gdal",
    "pkg_resources": "setuptools",
    "pptx": "python-pptx",
    "psycopg2": "psycopg2-binary",
    "pywintypes": "pywin32",
    "ruamel": "ruamel.yaml",
    "sentence_transformers": "sentence-transformers",
    "serial": "pyserial",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "slugify": "python-slugify",
    "socks": "pysocks",
    "telegram": "python-telegram-bot",
    "tensorflow_datasets": "tensorflow-datasets",
    "torch_geometric": "torch-geometric",
    "umap": "umap-learn",
    "usb": "pyusb",
    "whisper": "openai-whisper",
    "yaml": "pyyaml",
    "zmq": "pyzmq",
}
_SAME = frozenset(
    (
        "accelerate", "aiohttp", "altair", "arrow", "boto3", "botocore", "catboost", "click", "cudf",
        "cupy", "dask", "datasets", "deltalake", "diffusers", "distributed", "docker", "duckdb",
        "evidently", "fastapi", "fastparquet", "feast", "flask", "fsspec", "gcsfs", "gensim", "gradio",
        "httpx", "jax", "jinja2", "joblib", "keras", "kserve", "kubernetes", "langchain", "langgraph",
        "lightgbm", "lightning", "litellm", "matplotlib", "minio", "mlflow", "modal", "nbclient",
        "nbformat", "networkx", "nltk", "numba", "numpy", "onnx", "onnxruntime", "openai", "openpyxl",
        "optuna", "pandas", "pandera", "papermill", "peft", "plotly", "polars", "prophet", "pyarrow",
        "pydantic", "pymongo", "pymysql", "pyspark", "pytest", "ray", "redis", "requests", "rich",
        "s3fs", "scipy", "seaborn", "shap", "spacy", "sqlalchemy", "statsmodels", "streamlit", "sympy",
        "tabulate", "tensorboard", "tensorflow", "tiktoken", "tokenizers", "torch", "torchaudio",
        "torchvision", "tqdm", "transformers", "trl", "typer", "ultralytics", "vaex", "vllm", "wandb",
        "whylogs", "xarray", "xgboost", "zarr",
    )
)  # fmt: skip
"""Well-known modules whose distribution has the same name."""
_FAMILIES = ("google.cloud", "flytekitplugins", "flyteplugins")
"""Packages whose parts are distributions: ``google.cloud.storage`` is in ``google-cloud-storage``."""


def provider_of(module: str) -> str:
    """Return the distribution that brings a dotted module name; empty where that is not known."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        if found := _DIFFERENT.get(".".join(parts[:length])):
            return found
    for family in _FAMILIES:
        depth = family.count(".") + 1
        if module.startswith(f"{family}.") and len(parts) > depth:
            return "-".join(parts[: depth + 1]).replace("_", "-")
    return parts[0] if parts[0] in _SAME else ""
