"""How good a build is: gold facts of pages against what was read."""
