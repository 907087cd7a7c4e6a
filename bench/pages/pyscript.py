"""What PyScript's worker offers to the page."""

from calc.api import evaluate_json
from pyscript import sync

sync.evaluate = evaluate_json
