"""Compiled kernels over arrays.

`compile` turns functions into machine code, which `cache` keeps; `pointers` let one call reach any
number of arrays, `kernel_api` is all of this package that the loops of other packages need.
"""
