"""Where the work runs: as processes of this machine, in containers of a Docker daemon, or on a cluster.

A probe finds the module of a target by its name, and asks its ``runner`` how one step is run.
"""
