package io.lapwing.fileprocessor.lake;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Thrift's compact protocol, which Parquet writes its headers and its footer in: fields of a struct in the order of their
/// numbers.
final class Thrift {

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int STOP = 0;
    private static final int SHORT_LIST = 15;

    private final Bytes out;
    private int lastField;

    private Thrift(Bytes out) {
        this.out = out;
    }

    /// Writes a whole struct.
    static void write(Bytes out, Consumer<Thrift> fields) {
        fields.accept(new Thrift(out));
        out.put(STOP);
    }

    Thrift i32(int field, int value) {
        begin(field, I32);
        out.putZigzag(value);
        return this;
    }

    Thrift i64(int field, long value) {
        begin(field, I64);
        out.putZigzag(value);
        return this;
    }

    Thrift flag(int field, boolean value) {
        begin(field, value ? TRUE : FALSE);
        return this;
    }

    Thrift text(int field, String value) {
        return binary(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Thrift binary(int field, byte[] value) {
        begin(field, BINARY);
        putBinary(value);
        return this;
    }

    Thrift struct(int field, Consumer<Thrift> fields) {
        begin(field, STRUCT);
        write(out, fields);
        return this;
    }

    /// A struct without fields, as unions tell their kind with.
    Thrift empty(int field) {
        return struct(field, _ -> {});
    }

    Thrift i32s(int field, int... values) {
        beginList(field, I32, values.length);
        for (int value : values) {
            out.putZigzag(value);
        }
        return this;
    }

    Thrift texts(int field, String... values) {
        beginList(field, BINARY, values.length);
        for (String value : values) {
            putBinary(value.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    <T> Thrift structs(int field, Collection<T> values, BiConsumer<Thrift, T> fields) {
        beginList(field, STRUCT, values.size());
        values.forEach(value -> write(out, struct -> fields.accept(struct, value)));
        return this;
    }

    private void putBinary(byte[] value) {
        out.putVarint(value.length);
        out.put(value);
    }

    private void begin(int field, int type) {
        int step = field - lastField;
        if (step <= 0 || step >= SHORT_LIST) {
            throw new IllegalArgumentException("fields are written in their order: " + field);
        }
        out.put((step << 4) | type);
        lastField = field;
    }

    private void beginList(int field, int type, int size) {
        begin(field, LIST);
        if (size < SHORT_LIST) {
            out.put((size << 4) | type);
        } else {
            out.put((SHORT_LIST << 4) | type);
            out.putVarint(size);
        }
    }
}
