"""Arrays at pointers: they let one compiled call read any number of arrays.

Passing an array to a compiled function costs 0.1 µs, and a NamedTuple of five arrays 5 µs, as long
as some queries take altogether. So a kernel that reads the arrays of several terms in several
segments is given one array of pointers, and makes arrays of them inside, which costs nothing.
Whoever fills it keeps the arrays alive, and has checked that they are as long as the kernel takes
them to be.

With NUMBA_DISABLE_JIT=1 the same functions are plain Python over ctypes.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import INTERPRETED, Int, inlined

Array = npt.NDArray[Any]


def pointer_of(array: Array) -> int:
    """Where an array's elements begin; they must be next to one another."""
    if not array.flags.c_contiguous:
        raise ValueError("the elements of the array are not next to one another")
    return int(array.ctypes.data)


def _interpreted(ctype: Any, dtype: npt.DTypeLike) -> Callable[[int, int], Array]:
    """An array at an address, without a compiler."""

    def at(address: int, length: int) -> Array:
        if length <= 0:
            return np.zeros(0, dtype)
        return np.frombuffer((ctype * int(length)).from_address(int(address)), dtype)

    return at


if INTERPRETED:
    u1_at = _interpreted(ctypes.c_uint8, np.uint8)
    u2_at = _interpreted(ctypes.c_uint16, np.uint16)
    u4_at = _interpreted(ctypes.c_uint32, np.uint32)
    u8_at = _interpreted(ctypes.c_uint64, np.uint64)
    i4_at = _interpreted(ctypes.c_int32, np.int32)
    i8_at = _interpreted(ctypes.c_int64, np.int64)
    f4_at = _interpreted(ctypes.c_float, np.float32)
    f8_at = _interpreted(ctypes.c_double, np.float64)

    def _table(at: Callable[[int, int], Array]) -> Callable[[int, tuple[int, ...]], Array]:
        """An array of several dimensions at an address."""
        return lambda address, shape: at(address, math.prod(map(int, shape))).reshape(shape)

    i4_table_at = _table(i4_at)
    i8_table_at = _table(i8_at)
    u8_table_at = _table(u8_at)
    f4_table_at = _table(f4_at)

    def unowned(array: Array) -> Array:
        """The array, without reference counting."""
        return array

    def popcount(word: np.uint64) -> Int:
        """How many bits of a word are set."""
        return np.int64(int(word).bit_count())

    def lowest_bit(word: np.uint64) -> Int:
        """The index of a word's lowest bit that is set; 64 when none is."""
        return np.int64((int(word) & -int(word)).bit_length() - 1 if word else 64)

else:
    import numba
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic

    _numba: Any = numba  # it does not say what it exports
    _intrinsic: Any = intrinsic
    carray: Callable[..., Array] = _numba.carray

    @_intrinsic  # type: ignore[untyped-decorator]  # as Numba's are
    def _pointer(_typing: Any, _address: Any) -> Any:
        def generate(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.inttoptr(args[0], context.get_value_type(types.voidptr))

        return types.voidptr(types.int64), generate

    @_intrinsic  # type: ignore[untyped-decorator]  # as Numba's are
    def _ones(_typing: Any, _word: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.ctpop(args[0])

        return types.int64(types.uint64), generate

    @_intrinsic  # type: ignore[untyped-decorator]  # as Numba's are
    def _lowest(_typing: Any, _word: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.cttz(args[0], ir.Constant(ir.IntType(1), 0))

        return types.int64(types.uint64), generate

    @inlined
    def u1_at(address: int, length: int) -> Array:
        """`length` bytes at an address."""
        return carray(_pointer(np.int64(address)), (length,), np.uint8)

    @inlined
    def u2_at(address: int, length: int) -> Array:
        """`length` uint16 at an address."""
        return carray(_pointer(np.int64(address)), (length,), np.uint16)

    @inlined
    def u4_at(address: int, length: int) -> Array:
        """`length` uint32 at an address."""
        return carray(_pointer(np.int64(address)), (length,), np.uint32)

    @inlined
    def u8_at(address: int, length: int) -> Array:
        """`length` uint64 at an address."""
        return carray(_pointer(np.int64(address)), (length,), np.uint64)

    @inlined
    def i4_at(address: int, length: int) -> Array:
        """`length` int32 at an address."""
        return carray(_pointer(np.int64(address)), (length,), np.int32)

    @inlined
    def i8_at(address: int, length: int) -> Array:
        """`length` int64 at an address."""
        return carray(_pointer(np.int64(address)), (length,), np.int64)

    @inlined
    def i4_table_at(address: int, shape: tuple[int, ...]) -> Array:
        """int32 of several dimensions at an address."""
        return carray(_pointer(np.int64(address)), shape, np.int32)

    @inlined
    def i8_table_at(address: int, shape: tuple[int, ...]) -> Array:
        """int64 of several dimensions at an address."""
        return carray(_pointer(np.int64(address)), shape, np.int64)

    @inlined
    def u8_table_at(address: int, shape: tuple[int, ...]) -> Array:
        """uint64 of several dimensions at an address."""
        return carray(_pointer(np.int64(address)), shape, np.uint64)

    @inlined
    def f4_table_at(address: int, shape: tuple[int, ...]) -> Array:
        """float32 of several dimensions at an address."""
        return carray(_pointer(np.int64(address)), shape, np.float32)

    @inlined
    def f4_at(address: int, length: int) -> Array:
        """`length` float32 at an address."""
        return carray(_pointer(np.int64(address)), (length,), np.float32)

    @inlined
    def f8_at(address: int, length: int) -> Array:
        """`length` float64 at an address."""
        return carray(_pointer(np.int64(address)), (length,), np.float64)

    @inlined
    def unowned(array: Array) -> Array:
        """The array (contiguous), without reference counting.

        Numba counts references to an array or a part of one by atomic operations, which in a loop
        take longer than the loop.
        """
        return carray(_pointer(array.ctypes.data), array.shape, array.dtype)

    @inlined
    def popcount(word: np.uint64) -> Int:
        """How many bits of a word are set."""
        return _ones(np.uint64(word))

    @inlined
    def lowest_bit(word: np.uint64) -> Int:
        """The index of a word's lowest bit that is set; 64 when none is."""
        return _lowest(np.uint64(word))
