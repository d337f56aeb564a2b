"""Speed as data: the reference month in plain Mesa and in NumPy arrays, and the whole model beside them."""
