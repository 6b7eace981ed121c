"""The verbs of ``fvk``, one file each."""
