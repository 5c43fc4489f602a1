package io.lapwing.fileprocessor.reading;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A long table of any size, which is nowhere but on its way: always the same for the same size.
public final class GeneratedTable extends InputStream {

    private static final String HEADER = "device_id,ts,metric,value,unit\n";
    private static final String[] METRICS = {"temperature", "pressure", "flow", "vibration"};
    private static final String[] UNITS = {"C", "bar", "L/min", "mm/s"};
    private static final int PIECE = 500;

    private final StringBuilder text = new StringBuilder(HEADER);
    private final long size;
    private byte[] piece = new byte[0];
    private int at;
    private long given;
    private long row;

    public GeneratedTable(long size) {
        this.size = size;
    }

    /// How many rows were given so far.
    long rows() {
        return row;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (at == piece.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, buffer, offset, count);
        at += count;
        given += count;
        return count;
    }

    private boolean fill() {
        if (given >= size) {
            return false;
        }
        for (int i = 0; i < PIECE; i++) {
            int metric = (int) (row % METRICS.length);
            text.append("pump-").append(row * 31 % 1000).append(',')
                    .append(Reading.T0 - 1_000_000_000L + row * 10 / 1000)
                    .append(',').append(METRICS[metric]).append(',').append(row * 7919 % 1000).append('.')
                    .append(row % 10)
                    .append(',').append(UNITS[metric]).append('\n');
            row++;
        }
        piece = text.toString().getBytes(StandardCharsets.US_ASCII);
        text.setLength(0);
        at = 0;
        return true;
    }
}
