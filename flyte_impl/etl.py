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
from shared.steps import orders as steps
from shared.steps.orders import OrdersReport


@task
def extract_orders(rows: int) -> FlyteFile:
    path = Path(current_context().working_directory, "orders.csv")
    steps.write_orders(rows, path)
    return FlyteFile(str(path))


@task
def extract_customers(rows: int) -> FlyteFile:
    path = Path(current_context().working_directory, "customers.csv")
    steps.write_customers(rows, path)
    return FlyteFile(str(path))


@task
def read_orders(file: FlyteFile) -> pd.DataFrame:
    return steps.read_orders(Path(file))


@task
def read_customers(file: FlyteFile) -> pd.DataFrame:
    return steps.read_customers(Path(file))


@task
def join(orders: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    return steps.join_orders(orders, customers)


@task
def aggregate(joined: pd.DataFrame) -> pd.DataFrame:
    return steps.aggregate_orders(joined)


@task
def validate(joined: pd.DataFrame, totals: pd.DataFrame) -> OrdersReport:
    return steps.validate_orders(joined, totals)


@workflow
def etl_workflow(rows: int) -> OrdersReport:
    """Join ``rows`` orders with their customers, and account for every one."""
    orders = read_orders(file=extract_orders(rows=rows))
    customers = read_customers(file=extract_customers(rows=rows))
    joined = join(orders=orders, customers=customers)
    return validate(joined=joined, totals=aggregate(joined=joined))


def build(size: Size) -> object:  # noqa: ARG001
    return etl_workflow
