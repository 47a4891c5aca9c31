"""Compiled kernels over arrays.

`compile` turns functions into machine code, which `cache` keeps; `pointers` let one call reach any
number of arrays, `machine_code` says how Numba keeps it and for which types, `table` keeps tables
that follow from the program alone. `kernel_api` is all of this package that the loops of other
packages need.
"""
