package io.manometer.analyzer.read;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a chunk whose end was cut off. The recorder flushes about once a second, and with each flush writes event types
 * and constants that hold for all before them: up to there the rest is as good as a chunk that was never finished. Only the header,
 * which is written last, points to types and constants that are gone.
 */
final class ChunkSalvage {
    private static final int METADATA = 0;
    private static final int CONSTANTS = 1;

    private ChunkSalvage() {}

    /**
     * A header for the whole events among the first {@code left} bytes of a chunk, or null if they hold no event types or no
     * constants yet. Walks the events by their sizes alone.
     */
    static @Nullable ChunkHeader of(Path file, long offset, ChunkHeader header, long left) throws IOException {
        long metadata = 0;
        long constants = 0;
        long position = ChunkHeader.LENGTH;
        try (ChunkBytes bytes = new ChunkBytes(new Chunk(file, offset, header.cutTo(left, 0, 0)))) {
            while (position < left) {
                bytes.position(position);
                long size = bytes.varint();
                if (size <= 0 || size > left - position) {
                    break;
                }
                long type = bytes.varint();
                if (type == METADATA) {
                    metadata = position;
                } else if (type == CONSTANTS) {
                    constants = position;
                }
                position += size;
            }
        } catch (java.io.EOFException e) {
            // The size of the event that was cut off was itself cut in two.
        }
        ChunkHeader salvaged = header.cutTo(position, constants, metadata);
        return salvaged.readable() ? salvaged : null;
    }
}
