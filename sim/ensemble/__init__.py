"""Many runs: one run from a request, pairs of runs by seed, the processes that do them."""
