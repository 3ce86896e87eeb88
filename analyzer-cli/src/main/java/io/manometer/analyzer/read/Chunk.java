package io.manometer.analyzer.read;

import java.nio.file.Path;

/** A chunk that can be read: {@code header.size()} bytes from an offset in a file. */
record Chunk(Path file, long offset, ChunkHeader header) {
    long end() {
        return offset + header.size();
    }

    /** Same chunk of the same JVM: dumps of one JVM overlap, and a later one may hold more of it. */
    boolean sameAs(Chunk other) {
        return header.startNanos() == other.header.startNanos() && header.startTicks() == other.header.startTicks();
    }
}
