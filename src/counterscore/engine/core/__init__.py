"""What every family of the engine stands on: the state, the plan, the clock, rungs, threads, buffers."""
