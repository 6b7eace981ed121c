"""Raises what acts where it is shown unescaped."""


def run() -> int:
    raise ValueError(
        "[Approve](http://evil.example/) @admin \x1b]0;pwn\x07 \u202e <script>alert(1)</script> | x |"
    )
