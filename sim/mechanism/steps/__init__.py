"""The way of a household through the mechanism: applying, the case, the list, class and plan, reviews, exit, monitoring."""
