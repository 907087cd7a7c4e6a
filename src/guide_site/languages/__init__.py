"""What keeps the five languages complete and in step."""
