package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.List;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * Objects of an application by identity, weakly, each with an entry of the agent's: open addressing, read without a lock. Insertion and
 * removal take a private lock for some ten nanoseconds; nothing is called while it is held. Made for entries that come and go
 * with connections, where {@link Meters} is made for buffers that stay.
 */
final class WeakTable<E extends WeakTable.Entry> {
    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Entry[].class);
    private static final int INITIAL_SIZE = 1 << 6;
    private static final Entry REMOVED = new Entry();

    private volatile @Nullable Entry[] table = new Entry[INITIAL_SIZE];
    /** Slots that are not null, those of removed entries included. */
    private int used;

    private int live;

    /** What is known of one object. */
    static class Entry extends WeakReference<Object> {
        final int hash;

        Entry(Object key) {
            super(key);
            this.hash = System.identityHashCode(key);
        }

        private Entry() {
            super(null);
            this.hash = 0;
        }
    }

    /** The entry of this very object; null when it has none. */
    @ForceInline
    @SuppressWarnings("unchecked") // only entries of type E are inserted
    @Nullable
    E find(Object key) {
        @Nullable Entry[] slots = table;
        Entry first = slots[System.identityHashCode(key) & (slots.length - 1)];
        return first == null || first.refersTo(key) ? (E) first : findNext(slots, key);
    }

    /** Where another object has the place. */
    @DontInline
    @SuppressWarnings("unchecked")
    private static <E extends Entry> @Nullable E findNext(@Nullable Entry[] slots, Object key) {
        int mask = slots.length - 1;
        int hash = System.identityHashCode(key);
        Entry entry;
        for (int i = (hash + 1) & mask; (entry = slots[i]) != null; i = (i + 1) & mask) {
            if (entry.hash == hash && entry.refersTo(key)) {
                return (E) entry;
            }
        }
        return null;
    }

    /** Adds the entry unless its object has one; returns the one that it has. */
    synchronized E add(Object key, E entry) {
        E present = find(key);
        if (present != null) {
            return present;
        }
        if ((used + 1) * 2 > table.length) {
            rebuild();
        }
        insert(table, entry);
        used++;
        live++;
        return entry;
    }

    /** False when it was not there any more. */
    synchronized boolean remove(E entry) {
        @Nullable Entry[] slots = table;
        int mask = slots.length - 1;
        for (int i = entry.hash & mask; slots[i] != null; i = (i + 1) & mask) {
            if (slots[i] == entry) {
                slots[i] = REMOVED;
                live--;
                return true;
            }
        }
        return false;
    }

    synchronized int size() {
        return live;
    }

    /** Every entry, those whose objects are gone included, into the list. */
    @SuppressWarnings("unchecked")
    void copyTo(List<E> entries) {
        entries.clear();
        for (Entry entry : table) {
            if (entry != null && entry != REMOVED) {
                entries.add((E) entry);
            }
        }
    }

    private static void insert(@Nullable Entry[] slots, Entry entry) {
        int mask = slots.length - 1;
        int i = entry.hash & mask;
        while (slots[i] != null) {
            i = (i + 1) & mask;
        }
        SLOT.setRelease(slots, i, entry);
    }

    private void rebuild() {
        int size = INITIAL_SIZE;
        while (size < (live + 1) * 4) {
            size <<= 1;
        }
        @Nullable Entry[] fresh = new Entry[size];
        for (Entry entry : table) {
            if (entry != null && entry != REMOVED) {
                insert(fresh, entry);
            }
        }
        used = live;
        table = fresh;
    }
}
