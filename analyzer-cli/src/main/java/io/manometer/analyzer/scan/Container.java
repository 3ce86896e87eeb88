package io.manometer.analyzer.scan;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What holds class files, so that one can be read again later. */
sealed interface Container {
    /** As a person would name it; {@code !/} separates an archive from what is in it. */
    String name();

    /** An archive whose bytes can be reached at any place. */
    record Archive(String name, Bytes bytes) implements Container {}

    /** A compressed archive within an archive. */
    final class Inflated implements Container {
        private final String name;
        private final Bytes parent;
        private final Zip.Entry entry;
        private SoftReference<byte[]> content = new SoftReference<>(null);

        Inflated(String name, Bytes parent, Zip.Entry entry) {
            this.name = name;
            this.parent = parent;
            this.entry = entry;
        }

        @Override
        public String name() {
            return name;
        }

        /**
         * @return null when it has more than that many bytes
         */
        @Nullable
        Bytes bytes(int most, ZipBuffers buffers) throws IOException {
            byte[] known = content.get();
            if (known == null) {
                try (Zip zip = new Zip(parent, buffers)) {
                    zip.open(entry);
                    if (zip.fill(most + 1)) {
                        return null;
                    }
                    known = Arrays.copyOf(zip.content(), zip.length());
                }
                content = new SoftReference<>(known);
            }
            return new Bytes.OfArray(known, 0, known.length);
        }
    }

    /** A class file of its own. */
    record Loose(Path path) implements Container {
        @Override
        public String name() {
            return path.toString();
        }

        byte[] read() throws IOException {
            return Files.readAllBytes(path);
        }
    }
}
