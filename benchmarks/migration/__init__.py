"""What it takes to move from one orchestrator to another, and what that gains and loses."""
