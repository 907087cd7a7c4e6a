"""What PyScript's worker offers to the page."""

from pyscript import sync

from calc.api import evaluate_json

sync.evaluate = evaluate_json
