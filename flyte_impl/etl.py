"""A small ETL job as Flyte tasks: CSV as files, tables as frames."""

if __name__ == "__main__":  # above the imports: a wrong argument should not wait for the SDK
    from flyte_impl.engine import FlyteEngine
    from shared.command_line import main

    main(FlyteEngine(), "etl")

from pathlib import Path

import pandas as pd
from flytekit import current_context, task, workflow
from flytekit.types.file import FlyteFile

from shared.contract import Size
from shared.steps.orders import (
    OrdersReport,
    aggregate_orders,
    join_orders,
    read_customers,
    read_orders,
    validate_orders,
    write_customers,
    write_orders,
)


@task
def extract_orders(rows: int) -> FlyteFile:
    path = Path(current_context().working_directory, "orders.csv")
    write_orders(rows, path)
    return FlyteFile(str(path))


@task
def extract_customers(rows: int) -> FlyteFile:
    path = Path(current_context().working_directory, "customers.csv")
    write_customers(rows, path)
    return FlyteFile(str(path))


@task
def parse_orders(file: FlyteFile) -> pd.DataFrame:
    return read_orders(Path(file))


@task
def parse_customers(file: FlyteFile) -> pd.DataFrame:
    return read_customers(Path(file))


@task
def join(orders: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    return join_orders(orders, customers)


@task
def aggregate(joined: pd.DataFrame) -> pd.DataFrame:
    return aggregate_orders(joined)


@task
def validate(joined: pd.DataFrame, totals: pd.DataFrame) -> OrdersReport:
    return validate_orders(joined, totals)


@workflow
def etl_workflow(rows: int) -> OrdersReport:
    """Join ``rows`` orders with their customers, and account for every one."""
    orders = parse_orders(file=extract_orders(rows=rows))
    customers = parse_customers(file=extract_customers(rows=rows))
    joined = join(orders=orders, customers=customers)
    return validate(joined=joined, totals=aggregate(joined=joined))


def build(size: Size) -> object:  # noqa: ARG001
    return etl_workflow
