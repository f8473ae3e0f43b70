"""What people say by telephone and at a reception: cards of calls (6.4–6.8) and of receptions (2.6, 3.9, 5.2)."""
