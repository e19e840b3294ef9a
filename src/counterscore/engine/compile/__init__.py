"""From the files of a society and a regime to the plan that the kernels read."""
