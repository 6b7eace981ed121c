"""The second documented form of KFP components: modules that are built into an image."""
