package io.manometer.analyzer.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The event types of one chunk, as its metadata lists them.
 *
 * @param metadataId counts the metadata of one JVM
 * @param fingerprint hash of the metadata's content: the same id with another content is another JVM
 */
record ChunkTypes(long metadataId, int fingerprint, Map<String, Long> idsByName) {
    private static final int DEEPEST = 8;
    private static final int HIGHEST_ID = 1 << 20;

    static ChunkTypes read(ChunkBytes bytes, ChunkHeader header) throws IOException {
        bytes.position(header.metadata());
        long size = bytes.varint();
        bytes.varint(); // type id
        bytes.varint(); // start
        bytes.varint(); // duration
        long metadataId = bytes.varint();
        long content = bytes.position();
        long end = header.metadata() + size;
        if (size <= 0 || end > header.size()) {
            throw new IOException("event types reach beyond the chunk");
        }
        int fingerprint = Arrays.hashCode(bytes.next((int) (end - content)));
        bytes.position(content);
        return new ChunkTypes(metadataId, fingerprint, new Tree(bytes).idsByName());
    }

    /** Types of that prefix; ids are small numbers. */
    BitSet idsWithPrefix(String prefix) {
        BitSet ids = new BitSet();
        idsByName.forEach((name, id) -> {
            if (name.startsWith(prefix) && id >= 0 && id <= HIGHEST_ID) {
                ids.set(id.intValue());
            }
        });
        return ids;
    }

    /** Metadata is a tree of named elements with attributes; all strings are indices into a table before it. */
    private static final class Tree {
        private final ChunkBytes bytes;
        private final List<String> strings = new ArrayList<>();
        private final Map<String, Long> ids = new HashMap<>();

        Tree(ChunkBytes bytes) throws IOException {
            this.bytes = bytes;
            for (long left = bytes.varint(); left > 0; left--) {
                strings.add(bytes.string());
            }
        }

        Map<String, Long> idsByName() throws IOException {
            element(0);
            return ids;
        }

        private void element(int depth) throws IOException {
            if (depth > DEEPEST) {
                throw new IOException("event types nest too deep");
            }
            boolean type = text().equals("class");
            String name = "";
            String id = "";
            for (long left = bytes.varint(); left > 0; left--) {
                String key = text();
                String value = text();
                name = key.equals("name") ? value : name;
                id = key.equals("id") ? value : id;
            }
            if (type && !id.isEmpty()) {
                ids.put(name, Long.parseLong(id));
            }
            for (long left = bytes.varint(); left > 0; left--) {
                element(depth + 1);
            }
        }

        private String text() throws IOException {
            long index = bytes.varint();
            if (index < 0 || index >= strings.size()) {
                throw new IOException("event types refer to a string that is not there");
            }
            return strings.get((int) index);
        }
    }
}
