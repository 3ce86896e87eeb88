package io.manometer.analyzer.scan;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that make a class worth reading, found by hash in its bytes. */
final class Names {
    enum Mention {
        NEVER,
        WITH_OPERATOR,
        ALWAYS
    }

    private static final int SLOTS = 4096;

    private final byte[][] slots = new byte[SLOTS][];
    private final Mention[] mentions = new Mention[SLOTS];
    private final Set<Integer> operators = new HashSet<>();
    private final Map<String, Mention> all = new HashMap<>();

    /**
     * @param always classes whose mere mention is enough
     * @param owners classes that matter together with the name of an operator
     */
    Names(Collection<String> always, Collection<String> owners, Collection<String> operatorNames) {
        owners.forEach(name -> all.put(name, Mention.WITH_OPERATOR));
        always.forEach(name -> all.put(name, Mention.ALWAYS));
        all.forEach(this::put);
        operatorNames.forEach(name -> operators.add(hash(name)));
    }

    private void put(String name, Mention mention) {
        int slot = hash(name) & SLOTS - 1;
        while (slots[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        slots[slot] = name.getBytes(StandardCharsets.UTF_8);
        mentions[slot] = mention;
    }

    Mention classMention(int hash, byte[] bytes, int from, int length) {
        int slot = hash & SLOTS - 1;
        for (byte[] name = at(slot); name != null; slot = slot + 1 & SLOTS - 1, name = at(slot)) {
            if (equal(name, bytes, from, length)) {
                return mentions[slot];
            }
        }
        return Mention.NEVER;
    }

    private byte @Nullable [] at(int slot) {
        return slots[slot];
    }

    boolean isOperator(byte[] bytes, int from, int length) {
        return operators.contains(hash(bytes, from, length));
    }

    static int hash(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return hash(bytes, 0, bytes.length);
    }

    static int hash(byte[] bytes, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }

    private static boolean equal(byte[] name, byte[] bytes, int from, int length) {
        if (name.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name[i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
