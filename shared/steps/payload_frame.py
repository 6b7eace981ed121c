"""A data frame as a payload: one column of each common type, missing values, and an index with a name."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

from shared.steps.arrival import Arrival

BYTES_A_ROW = 64
"""About what a row takes in memory."""
MICROSECOND_NS = 1_000
GRADES = ["low", "middle", "high"]
EVERY = 10
"""One value in so many is missing, in the columns that allow it."""


def make_frame(size_bytes: int) -> pd.DataFrame:
    """Return ``size_bytes // 64`` rows."""
    rows = np.arange(size_bytes // BYTES_A_ROW)
    missing = rows % EVERY == 0
    names = np.array(["north", "south", "", "żółw"], dtype=object)
    return pd.DataFrame(
        {
            "count": rows * 7919 % 1_000_003,
            "small": (rows % 100).astype("int8"),
            "amount": np.where(missing, np.nan, rows / 8),
            "kept": rows % 3 == 0,
            "optional": pd.array(rows, dtype="Int64").copy(),
            "grade": pd.Categorical(np.array(GRADES)[rows % 3], categories=GRADES, ordered=True),
            "when": pd.Timestamp("2024-02-29T12:00:00", tz="UTC") + pd.to_timedelta(rows, unit="s"),
            "moment": (rows * MICROSECOND_NS).astype("datetime64[ns]"),
            "name": pd.Series(names[rows % len(names)]).where(~missing, None),
        }
    ).pipe(_finish, missing)


def make_nanosecond_frame(size_bytes: int) -> pd.DataFrame:
    """Return one column of times between two microseconds, as traces and exchanges have them."""
    rows = np.arange(max(1, size_bytes // 8))
    return pd.DataFrame({"moment": (rows * MICROSECOND_NS + 1).astype("datetime64[ns]")})


def report_frame(frame: pd.DataFrame) -> Arrival:
    """Digest the values column by column, and tell types, missing values and the index."""
    digest = hashlib.sha256()
    for name in sorted(map(str, frame)):
        digest.update(name.encode())
        digest.update(_plain_bytes(frame[name]))
    types = {f"type of {name}": _type(frame[name]) for name in frame}
    missing = {f"missing in {name}": str(int(frame[name].isna().sum())) for name in frame}
    index = f"{type(frame.index).__name__} {frame.index.name} {frame.index.dtype}"
    if len(frame):
        index += f" {frame.index[0]} to {frame.index[-1]}"
    order = ", ".join(map(str, frame))
    return Arrival(
        digest.hexdigest(), len(frame), {**types, **missing, "index": index, "column order": order}
    )


def _finish(frame: pd.DataFrame, missing: np.ndarray) -> pd.DataFrame:
    frame.loc[missing, "optional"] = pd.NA
    frame.index = pd.Index(np.arange(len(frame)) * 2 + 1000, name="row")
    return frame


def _type(column: pd.Series) -> str:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return f"category {list(column.cat.categories)} ordered={column.cat.ordered}"
    return str(column.dtype)


def _plain_bytes(column: pd.Series) -> bytes:
    """Write values so that equal ones look alike, whichever type carries them."""
    if isinstance(column.dtype, pd.DatetimeTZDtype):
        column = column.dt.tz_convert("UTC").dt.tz_localize(None)
    if pd.api.types.is_datetime64_dtype(column.dtype):
        return column.astype("datetime64[ns]").astype("int64").to_numpy().tobytes()
    if pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_bool_dtype(column.dtype):
        return column.to_numpy(dtype="float64", na_value=np.nan).tobytes()
    return pd.util.hash_array(column.astype(object).fillna("\0missing").to_numpy(dtype=object)).tobytes()
