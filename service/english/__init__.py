"""What the forms of English tell of a question, without a model."""
