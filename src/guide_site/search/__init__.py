"""The search box: what Material leaves to be said."""
