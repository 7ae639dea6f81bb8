"""The package under test is not installed: it is found from the repository root."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))
