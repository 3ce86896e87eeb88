package io.manometer.analyzer.read;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The samples of one hop in the order of their arrival, as variable-length numbers: most fields of most samples are zero,
 * which takes a sample from 240 bytes to some 40.
 */
final class SampleLog {
    private static final int FIRST_CAPACITY = 128;
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;
    private long lastTick;

    void add(long tick, long[] row) {
        int needed = length + (Field.COUNT + 1) * LONGEST_VARINT;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + bytes.length / 2));
        }
        write(tick - lastTick);
        lastTick = tick;
        for (long value : row) {
            write(value);
        }
    }

    int size() {
        return bytes.length;
    }

    /** All samples by tick; a window that was reported twice, as in overlapping files, counts once. */
    SortedMap<Long, long[]> rows() {
        SortedMap<Long, long[]> rows = new TreeMap<>();
        Cursor cursor = new Cursor();
        while (cursor.next()) {
            rows.putIfAbsent(cursor.tick, cursor.row.clone());
        }
        return rows;
    }

    /** The samples with all windows of each group of {@code factor} made one, by the number of the group. */
    SortedMap<Long, long[]> grouped(int factor) {
        SortedMap<Long, long[]> groups = new TreeMap<>();
        rows().forEach((tick, row) -> groups.merge(Math.floorDiv(tick, (long) factor), row, Field::merged));
        return groups;
    }

    /** The same in less space: one sample for each group, under the number of the group's first window. */
    SampleLog coarsened(int factor) {
        SampleLog log = new SampleLog();
        grouped(factor).forEach((group, row) -> log.add(group * factor, row));
        return log;
    }

    private void write(long value) {
        long left = value << 1 ^ value >> 63;
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }

    private final class Cursor {
        private final long[] row = new long[Field.COUNT];
        private int position;
        private long tick;

        boolean next() {
            if (position >= length) {
                return false;
            }
            tick += read();
            for (int i = 0; i < row.length; i++) {
                row[i] = read();
            }
            return true;
        }

        private long read() {
            long value = 0;
            int shift = 0;
            byte part;
            do {
                part = bytes[position++];
                value |= (part & 0x7FL) << shift;
                shift += 7;
            } while (part < 0);
            return value >>> 1 ^ -(value & 1);
        }
    }
}
