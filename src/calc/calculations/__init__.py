"""The calculations: one module each, ending in the calculator that the door opens."""
