"""One engine's versions beside each other in the same blocks: what moved with which release."""
