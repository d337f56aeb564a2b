"""What people read: the page of a comparison, its charts and its sentences, in Chinese and English."""
