"""The same facts as terminal, Markdown and HTML."""
