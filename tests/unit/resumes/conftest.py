"""Helpers of the résumé tests beside them, such as `pdfs`, can be imported."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
