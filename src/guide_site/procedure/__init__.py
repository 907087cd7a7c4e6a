"""A guide's procedure: steps to tick, questions that branch, the chart of the whole flow."""
