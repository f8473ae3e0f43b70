"""Control of appeals (section 7 of the Order): their course, the two lists of the week, reminders by e-mail."""
