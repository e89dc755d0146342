"""The verbs of the command line as functions of the same names."""
