"""An SDK whose import takes a known time."""

import time

time.sleep(0.08)
