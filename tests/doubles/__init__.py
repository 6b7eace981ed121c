"""Test servers that execute what they are sent, for the unmodified clients of Flyte, Flyte 2 and KFP.

They prove the code that talks to a cluster. They say nothing about what a real cluster costs, and a raw file
from them cannot be published.
"""
