package io.manometer.analyzer.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which JVM wrote a chunk. {@code jdk.JVMInformation} stands at the start of each chunk, and its bytes after the time
 * stamp (arguments, process id, start of the JVM) are the same in all chunks of one JVM and in no other.
 *
 * @param jvm those bytes, or null where the event was switched off
 * @param ownEvents how many of Manometer's events the chunk holds, to tell later whether all of them were decoded
 */
record ChunkIdentity(ChunkTypes types, @Nullable ByteBuffer jvm, long ownEvents) {
    private static final String JVM_INFORMATION = "jdk.JVMInformation";
    static final String OWN_PREFIX = "manometer.";

    /**
     * Walks the events by their sizes alone.
     *
     * @throws IOException if the chunk is damaged
     */
    static ChunkIdentity of(Chunk chunk) throws IOException {
        try (ChunkBytes bytes = new ChunkBytes(chunk)) {
            ChunkTypes types = ChunkTypes.read(bytes, chunk.header());
            return walk(bytes, chunk.header().size(), types);
        } catch (RuntimeException e) {
            throw new IOException("event types are damaged", e);
        }
    }

    private static ChunkIdentity walk(ChunkBytes bytes, long size, ChunkTypes types) throws IOException {
        BitSet own = types.idsWithPrefix(OWN_PREFIX);
        long wanted = types.idsByName().getOrDefault(JVM_INFORMATION, -1L);
        ByteBuffer jvm = null;
        long ownEvents = 0;
        for (long position = ChunkHeader.LENGTH; position < size; ) {
            bytes.position(position);
            long eventSize = bytes.varint();
            long end = position + eventSize;
            if (eventSize <= 0 || end > size) {
                throw new IOException("an event of " + eventSize + " bytes at " + position + " of " + size);
            }
            long type = bytes.varint();
            if (type >= 0 && type < own.size() && own.get((int) type)) {
                ownEvents++;
            }
            if (type == wanted && jvm == null) {
                bytes.varint(); // start
                jvm = ByteBuffer.wrap(bytes.next((int) (end - bytes.position())));
            }
            position = end;
        }
        return new ChunkIdentity(types, jvm, ownEvents);
    }

    /** Two chunks that cannot have been written by one JVM although neither says which one it was. */
    boolean contradicts(ChunkIdentity other) {
        return types.metadataId() == other.types.metadataId() && types.fingerprint() != other.types.fingerprint();
    }
}
