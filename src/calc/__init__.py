"""The ordering rules of five distributors, and what follows from them for one order."""
