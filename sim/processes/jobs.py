"""Jobs that enterprises offer to households."""

OWNS = ("households.job_offer", "households.job_firm")
