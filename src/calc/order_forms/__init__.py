"""What a distributor must be told: a form for each thing, what it lacks, and a draft ready to send."""
