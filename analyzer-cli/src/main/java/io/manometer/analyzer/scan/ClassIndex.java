package io.manometer.analyzer.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All classes by name, and the few that were read as a whole. */
final class ClassIndex implements AutoCloseable {
    /** Few: helpers lie near, and what is known of a class is a thousand times its size. */
    private static final int KEPT = 24;

    private static final int FILTER = 1 << 14;

    /** In the order in which they were found, which is that of the class path. */
    private final List<Located> inOrder = new ArrayList<>();

    private final Map<String, Located> byName = new HashMap<>();
    private final Map<String, ClassFacts> read = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ClassFacts> eldest) {
            return size() > KEPT;
        }
    };

    /** Told what can't be read. */
    interface Complaints {
        void broken(Located located, String wrong, String remedy);
    }

    private final ZipBuffers buffers;
    private final Complaints complaints;
    private @Nullable Zip open;
    private @Nullable Container opened;

    ClassIndex(ZipBuffers buffers, Complaints complaints) {
        this.buffers = buffers;
        this.complaints = complaints;
    }

    /** False when a class of that name was there before, which is then the one that a JVM would load. */
    boolean add(Located located) {
        if (byName.putIfAbsent(located.className(), located) != null) {
            return false;
        }
        inOrder.add(located);
        return true;
    }

    /** How many there are, without those that turned out to be broken. */
    int size() {
        return byName.size();
    }

    List<Located> interesting() {
        return inOrder.stream().filter(Located::interesting).toList();
    }

    /** Those that mention one of these classes, or are one of them. */
    List<Located> mentioning(java.util.Set<String> names) {
        int[] hashes = names.stream().mapToInt(Names::hash).sorted().toArray();
        long[] bits = new long[FILTER / Long.SIZE];
        for (int hash : hashes) {
            bits[(hash & FILTER - 1) / Long.SIZE] |= 1L << hash;
        }
        return inOrder.stream()
                .filter(located -> names.contains(located.className()) || intersect(located.references(), hashes, bits))
                .toList();
    }

    /** Most references have no bit there, which is quicker to see than that they are not among the hashes. */
    private static boolean intersect(int[] references, int[] hashes, long[] bits) {
        for (int reference : references) {
            if ((bits[(reference & FILTER - 1) / Long.SIZE] & 1L << reference) != 0
                    && Arrays.binarySearch(hashes, reference) >= 0) {
                return true;
            }
        }
        return false;
    }

    boolean isInteresting(String name) {
        Located located = byName.get(name);
        return located != null && located.interesting();
    }

    /** Null when it was not among the paths, or can't be read. */
    @Nullable
    ClassFacts find(String name) {
        ClassFacts known = read.get(name);
        if (known != null) {
            return known;
        }
        Located located = byName.get(name);
        return located == null ? null : read(located);
    }

    @Nullable
    ClassFacts read(Located located) {
        ClassFacts known = read.get(located.className());
        if (known != null) {
            return known;
        }
        try {
            ClassFacts facts = parse(located);
            read.put(located.className(), facts);
            return facts;
        } catch (IOException e) {
            complaints.broken(located, String.valueOf(e.getMessage()), Inputs.BUILD_AGAIN);
        } catch (RuntimeException e) {
            // What ASM throws at a class file that is damaged behind its constant pool, or newer than ASM.
            boolean newer = String.valueOf(e.getMessage()).startsWith("Unsupported class file");
            complaints.broken(
                    located,
                    newer ? "is for a newer Java than this Manometer reads" : "can't be understood (" + e + ')',
                    newer ? "update Manometer, or compile it with an older --release" : Inputs.BUILD_AGAIN);
        }
        byName.remove(located.className());
        return null;
    }

    /** The class file of that name as it is; null when there is none, or it can't be read again. */
    byte @Nullable [] bytes(String name) {
        Located located = byName.get(name);
        try {
            return located == null ? null : content(located);
        } catch (IOException e) {
            return null; // was complained about before
        }
    }

    private ClassFacts parse(Located located) throws IOException {
        byte[] content = content(located);
        return new ClassFacts(content, content.length);
    }

    private byte[] content(Located located) throws IOException {
        if (located.container() instanceof Container.Loose loose) {
            return loose.read();
        }
        Zip zip = zip(located.container());
        Zip.Entry entry = located.entry();
        if (entry == null) {
            throw new IllegalStateException(located.name());
        }
        zip.open(entry);
        if (zip.fill(Inputs.LARGEST_CLASS)) {
            throw new IOException("has more than 16 MB");
        }
        return Arrays.copyOf(zip.content(), zip.length());
    }

    private Zip zip(Container container) throws IOException {
        Zip last = open;
        if (last != null && container.equals(opened)) {
            return last;
        }
        close();
        Zip zip = new Zip(bytes(container), buffers);
        open = zip;
        opened = container;
        return zip;
    }

    private Bytes bytes(Container container) throws IOException {
        if (container instanceof Container.Archive archive) {
            return archive.bytes();
        }
        if (container instanceof Container.Inflated inflated) {
            Bytes bytes = inflated.bytes(Inputs.LARGEST_INFLATED_ARCHIVE, buffers);
            if (bytes != null) {
                return bytes;
            }
        }
        throw new IOException("can't be read a second time");
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
