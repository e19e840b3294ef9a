"""The foundations of the engine: the state, the plan, the clock, rungs, threads and buffers."""
