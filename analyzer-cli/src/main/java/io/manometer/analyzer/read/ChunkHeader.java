package io.manometer.analyzer.read;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The 68 bytes at the start of each chunk of a recording; positions are relative to the chunk, times are nanoseconds
 * since the epoch.
 *
 * @param size of the chunk up to its last flush
 * @param metadata position of the event types; 0 when the recorder never came to write them
 * @param finished false when the recorder still writes the chunk, or died while it did
 */
record ChunkHeader(
        int major,
        long size,
        long constantPool,
        long metadata,
        long startNanos,
        long durationNanos,
        long startTicks,
        long ticksPerSecond,
        boolean finished) {
    static final int LENGTH = 68;
    static final int SIZE_POSITION = 8;
    static final int STATE_POSITION = 64;
    static final byte[] MAGIC = {'F', 'L', 'R', 0};

    /** The header at the buffer's position, or null if there is none. */
    static @Nullable ChunkHeader parse(ByteBuffer buffer) {
        if (buffer.remaining() < LENGTH || !startsWithMagic(buffer)) {
            return null;
        }
        int start = buffer.position();
        ChunkHeader header = new ChunkHeader(
                buffer.getShort(start + 4),
                buffer.getLong(start + 8),
                buffer.getLong(start + 16),
                buffer.getLong(start + 24),
                buffer.getLong(start + 32),
                buffer.getLong(start + 40),
                buffer.getLong(start + 48),
                buffer.getLong(start + 56),
                buffer.get(start + STATE_POSITION) == 0);
        return header.plausible() ? header : null;
    }

    private static boolean startsWithMagic(ByteBuffer buffer) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (buffer.get(buffer.position() + i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean plausible() {
        return major >= 1
                && major <= 3
                && size >= 0
                && metadata >= 0
                && metadata <= Math.max(size, LENGTH)
                && constantPool >= 0
                && startNanos > 0
                && ticksPerSecond > 0;
    }

    /** Whether it holds anything that can be read: event types are there, and inside of what was flushed. */
    boolean readable() {
        return metadata >= LENGTH && metadata < size && constantPool >= LENGTH && constantPool < size;
    }

    /** The same chunk with an earlier end, and with constants and event types of before that. */
    ChunkHeader cutTo(long newSize, long newConstantPool, long newMetadata) {
        return new ChunkHeader(
                major,
                newSize,
                newConstantPool,
                newMetadata,
                startNanos,
                durationNanos,
                startTicks,
                ticksPerSecond,
                false);
    }

    long endNanos() {
        return startNanos + durationNanos;
    }
}
