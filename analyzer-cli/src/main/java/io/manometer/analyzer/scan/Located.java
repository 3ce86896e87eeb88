package io.manometer.analyzer.scan;

import org.jspecify.annotations.Nullable;

/**
 * Where a class was found.
 *
 * @param entry null for a class file of its own
 * @param references hashes of the names of the classes that it mentions
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Located(
        String className, Container container, Zip.@Nullable Entry entry, boolean interesting, int[] references) {
    String name() {
        return entry == null ? container.name() : container.name() + "!/" + entry.name();
    }
}
