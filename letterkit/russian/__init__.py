"""What is true of Russian in any letter: words, names, dates, sentences, the working calendar."""
