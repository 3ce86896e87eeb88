package io.manometer.analyzer.read;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The chunks of one JVM, each once. Files of several JVMs must not be streamed as one: type ids are small numbers that
 * each JVM gives out anew, so that half of the events would be lost without a word.
 */
final class JvmChunks {
    private final List<Identified> chunks = new ArrayList<>();

    /** A chunk that was found sound. */
    record Identified(Chunk chunk, ChunkIdentity identity) {
        private boolean before(Identified next) {
            return chunk.header().endNanos() <= next.chunk.header().startNanos();
        }
    }

    /** One group for each JVM, in the order of their first chunks. */
    static List<JvmChunks> group(List<Identified> all) {
        Map<Object, JvmChunks> groups = new LinkedHashMap<>();
        Identified previous = null;
        Object key = new Object();
        for (Identified next : all) {
            ByteBuffer jvm = next.identity().jvm();
            if (jvm != null) {
                key = jvm;
            } else if (previous == null || !continues(previous, next)) {
                key = new Object();
            }
            groups.computeIfAbsent(key, any -> new JvmChunks()).add(next);
            previous = next;
        }
        return List.copyOf(groups.values());
    }

    /** Without a word about its JVM a chunk counts to that of its predecessor in the file, unless something speaks against it. */
    private static boolean continues(Identified previous, Identified next) {
        return previous.chunk().file().equals(next.chunk().file())
                && !next.identity().contradicts(previous.identity())
                && previous.before(next);
    }

    private void add(Identified next) {
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).chunk().sameAs(next.chunk())) {
                if (next.chunk().header().size()
                        > chunks.get(i).chunk().header().size()) {
                    chunks.set(i, next);
                }
                return;
            }
        }
        chunks.add(next);
    }

    /** By time. */
    List<Identified> chunks() {
        return chunks.stream()
                .sorted(Comparator.comparingLong(
                        identified -> identified.chunk().header().startNanos()))
                .toList();
    }

    Set<Path> files() {
        Set<Path> files = new LinkedHashSet<>();
        chunks().forEach(identified -> files.add(identified.chunk().file()));
        return files;
    }

    long bytes() {
        return sum(chunks);
    }

    long ownEvents() {
        return chunks.stream()
                .mapToLong(identified -> identified.identity().ownEvents())
                .sum();
    }

    long startNanos() {
        return chunks.stream()
                .mapToLong(identified -> identified.chunk().header().startNanos())
                .min()
                .orElse(0);
    }

    long endNanos() {
        return chunks.stream()
                .mapToLong(identified -> identified.chunk().header().endNanos())
                .max()
                .orElse(0);
    }

    List<Identified> of(Path file) {
        return chunks().stream()
                .filter(identified -> identified.chunk().file().equals(file))
                .toList();
    }

    static long sum(Collection<Identified> chunks) {
        return chunks.stream()
                .mapToLong(identified -> identified.chunk().header().size())
                .sum();
    }
}
