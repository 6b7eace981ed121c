"""From samples to intervals and verdicts; pure functions of the raw file."""
