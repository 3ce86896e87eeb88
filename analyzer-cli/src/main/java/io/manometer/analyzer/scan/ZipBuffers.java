package io.manometer.analyzer.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.Inflater;

/** What reading an archive needs, used by one archive after the other; one for each level of archives within archives. */
final class ZipBuffers implements AutoCloseable {
    /** What an archive within an archive made larger is not kept. */
    private static final int MOST_KEPT = 1 << 20;

    /** Belongs to one archive until it is closed. */
    static final class Lent {
        byte[] window = new byte[0];
        byte[] content = new byte[64 << 10];
        final Inflater inflater = new Inflater(true);
    }

    private final Deque<Lent> free = new ArrayDeque<>();

    Lent take() {
        Lent lent = free.poll();
        return lent == null ? new Lent() : lent;
    }

    void giveBack(Lent lent) {
        if (lent.content.length > MOST_KEPT) {
            lent.inflater.end();
        } else {
            free.push(lent);
        }
    }

    @Override
    public void close() {
        free.forEach(lent -> lent.inflater.end());
        free.clear();
    }
}
