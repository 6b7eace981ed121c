"""One fresh process at a time: launched, timed, watched."""
