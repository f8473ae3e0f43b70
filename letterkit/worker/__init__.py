"""Long work beside the web: the queue that wakes workers, and the workers."""
