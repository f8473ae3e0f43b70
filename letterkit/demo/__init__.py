"""A register to try letterkit with: made-up people, appeals and letters in every state."""
