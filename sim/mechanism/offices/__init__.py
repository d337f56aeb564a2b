"""Those who run the mechanism: staff and their days, attention, experience, visits, pressure, inspections, money."""
