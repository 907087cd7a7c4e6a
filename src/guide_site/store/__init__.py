"""Orders in the reader's browser: what one is made of, where it is kept, how it travels as a file."""
