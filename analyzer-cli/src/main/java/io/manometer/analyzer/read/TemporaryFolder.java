package io.manometer.analyzer.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where single chunks are copied so that each can be streamed as a file of its own; one at a time, and gone when the JVM
 * is, however it ends short of a kill -9.
 */
final class TemporaryFolder implements AutoCloseable {
    private final Thread hook = new Thread(this::delete, "manometer-cleanup");
    private @Nullable Path folder;
    private @Nullable Path copy;

    /** The chunk as a file, its header telling that it is finished, and where. */
    synchronized Path copyOf(Chunk chunk) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("manometer-");
            Runtime.getRuntime().addShutdownHook(hook);
        }
        Path target = folder.resolve("chunk.jfr");
        copy = target;
        try (FileChannel from = FileChannel.open(chunk.file());
                FileChannel to = FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long done = 0;
            while (done < chunk.header().size()) {
                long count =
                        from.transferTo(chunk.offset() + done, chunk.header().size() - done, to);
                if (count <= 0) {
                    throw new IOException("the file shrank while it was read");
                }
                done += count;
            }
            ByteBuffer sizes = ByteBuffer.allocate(3 * Long.BYTES)
                    .putLong(chunk.header().size())
                    .putLong(chunk.header().constantPool())
                    .putLong(chunk.header().metadata())
                    .flip();
            to.write(sizes, ChunkHeader.SIZE_POSITION);
            to.write(ByteBuffer.wrap(new byte[] {0}), ChunkHeader.STATE_POSITION);
        }
        return target;
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down and runs the hook itself.
        }
    }

    private synchronized void delete() {
        try {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            // Left to the system's own cleaning of its temporary folder.
        }
    }
}
