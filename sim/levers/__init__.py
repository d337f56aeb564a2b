"""The measures of the work plan, one file each, in the order of the plan. A lever pays, offers or changes delivery; it never writes income."""

from sim.levers import public_jobs, safety_net, urban_347

LEVERS = {"public_jobs": public_jobs, "safety_net": safety_net, "urban_347": urban_347}
PLANNED = ("public_jobs",)  # measures that the plan of a recognised household can hold; the place of each is its bit
