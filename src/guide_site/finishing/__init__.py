"""What is done to the finished HTML, whatever generator wrote it."""
