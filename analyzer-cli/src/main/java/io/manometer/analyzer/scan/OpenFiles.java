package io.manometer.analyzer.scan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the last few archives open: a class path can have more than a process may open. */
final class OpenFiles implements AutoCloseable {
    private static final int KEPT = 64;

    private final Map<Path, FileChannel> channels = new LinkedHashMap<>(KEPT, 0.75f, true);

    FileChannel of(Path path) throws IOException {
        FileChannel open = channels.get(path);
        if (open != null) {
            return open;
        }
        if (channels.size() >= KEPT) {
            Path eldest = channels.keySet().iterator().next();
            FileChannel closed = channels.remove(eldest);
            if (closed != null) {
                closed.close();
            }
        }
        FileChannel channel = FileChannel.open(path);
        channels.put(path, channel);
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels.values()) {
            channel.close();
        }
        channels.clear();
    }
}
