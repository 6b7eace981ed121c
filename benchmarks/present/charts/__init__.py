"""Charts as inline SVG: places along the width are percentages, so that text keeps its size on any screen."""
