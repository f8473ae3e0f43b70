"""The work of the body: who may do what, appeals, their control, letters, batches, talks, opinions, texts, figures."""
