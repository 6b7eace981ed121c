"""The harness: plans, measures, records, analyses and presents. It knows no SDK by name."""
