"""The workloads in the idiom of Flyte 2: tasks that call tasks, and await them."""
