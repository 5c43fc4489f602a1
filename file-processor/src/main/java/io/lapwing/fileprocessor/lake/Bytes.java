package io.lapwing.fileprocessor.lake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that are put together in memory, numbers in little-endian order as Parquet has them.
final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_CAPACITY = 4096;

    private byte[] array = new byte[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    /// What holds them, from 0 to [#size()].
    byte[] array() {
        return array;
    }

    byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    void clear() {
        size = 0;
    }

    /// Makes room for so many more.
    void reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(Math.addExact(size, more), Math.min(array.length, 1 << 29) * 2));
        }
    }

    void put(int value) {
        reserve(1);
        array[size++] = (byte) value;
    }

    void put(byte[] bytes) {
        put(bytes, bytes.length);
    }

    void put(Bytes bytes) {
        put(bytes.array, bytes.size);
    }

    private void put(byte[] bytes, int length) {
        reserve(length);
        System.arraycopy(bytes, 0, array, size, length);
        size += length;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(array, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(array, size, value);
        size += Long.BYTES;
    }

    /// Seven bits a byte, the lowest first, and a sign that more follow: ULEB128.
    void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
    }

    /// As [#putVarint], small numbers of both signs being short.
    void putZigzag(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }
}
