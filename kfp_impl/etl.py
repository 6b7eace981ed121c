"""A small ETL job as KFP components: CSV and tables as Dataset artifacts."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from kfp_impl.engine import KfpEngine
    from shared.command_line import main

    main(KfpEngine(), "etl")

from typing import Any

from kfp import dsl
from kfp.dsl import Dataset, Input, Output

from kfp_impl.lanes import component
from shared.contract import Size


@component
def extract_orders(rows: int, file: Output[Dataset]) -> None:
    from pathlib import Path

    from shared.steps.orders import write_orders

    write_orders(rows, Path(file.path))


@component
def extract_customers(rows: int, file: Output[Dataset]) -> None:
    from pathlib import Path

    from shared.steps.orders import write_customers

    write_customers(rows, Path(file.path))


@component
def parse_orders(file: Input[Dataset], orders: Output[Dataset]) -> None:
    from pathlib import Path

    from shared.steps.orders import read_orders

    read_orders(Path(file.path)).to_parquet(orders.path)


@component
def parse_customers(file: Input[Dataset], customers: Output[Dataset]) -> None:
    from pathlib import Path

    from shared.steps.orders import read_customers

    read_customers(Path(file.path)).to_parquet(customers.path)


@component
def join(orders: Input[Dataset], customers: Input[Dataset], joined: Output[Dataset]) -> None:
    import pandas as pd

    from shared.steps.orders import join_orders

    frames = pd.read_parquet(orders.path), pd.read_parquet(customers.path)
    join_orders(*frames).to_parquet(joined.path)


@component
def aggregate(joined: Input[Dataset], totals: Output[Dataset]) -> None:
    import pandas as pd

    from shared.steps.orders import aggregate_orders

    aggregate_orders(pd.read_parquet(joined.path)).to_parquet(totals.path)


@component
def validate(joined: Input[Dataset], totals: Input[Dataset]) -> dict[str, Any]:
    from dataclasses import asdict

    import pandas as pd

    from shared.steps.orders import validate_orders

    report = validate_orders(pd.read_parquet(joined.path), pd.read_parquet(totals.path))
    return asdict(report)


@dsl.pipeline(name="etl")
def etl_pipeline(rows: int) -> dict[str, Any]:
    """Join ``rows`` orders with their customers, and account for every one."""
    orders = parse_orders(file=extract_orders(rows=rows).outputs["file"]).outputs["orders"]
    customers = parse_customers(file=extract_customers(rows=rows).outputs["file"]).outputs["customers"]
    joined = join(orders=orders, customers=customers).outputs["joined"]
    return validate(joined=joined, totals=aggregate(joined=joined).outputs["totals"]).output


def build(size: Size) -> object:  # noqa: ARG001
    return etl_pipeline
