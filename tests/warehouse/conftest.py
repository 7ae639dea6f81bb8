"""Puts the folder of these tests on the path, for `sample_records`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
