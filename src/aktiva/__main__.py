"""Lets ``python -m aktiva`` run the command line."""

import sys

from aktiva.web.cli import main

sys.exit(main(sys.argv[1:]))
