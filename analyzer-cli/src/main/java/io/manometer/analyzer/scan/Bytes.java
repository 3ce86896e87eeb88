package io.manometer.analyzer.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Random access to a file, a part of one, or an array. */
sealed interface Bytes {
    long size();

    void read(long position, byte[] into, int offset, int length) throws IOException;

    Bytes part(long position, long length);

    /** Read with positions rather than mapped, so that the resident memory does not grow with the class path. */
    record OfFile(OpenFiles files, Path path, long start, long size) implements Bytes {
        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            check(this, position, length);
            FileChannel channel = files.of(path);
            ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
            long at = start + position;
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, at);
                if (read < 0) {
                    throw new EOFException("ends early");
                }
                at += read;
            }
        }

        @Override
        public Bytes part(long position, long length) {
            return new OfFile(files, path, start + position, length);
        }
    }

    /** Inflated from an archive within an archive. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record OfArray(byte[] array, long start, long size) implements Bytes {
        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            check(this, position, length);
            System.arraycopy(array, Math.toIntExact(start + position), into, offset, length);
        }

        @Override
        public Bytes part(long position, long length) {
            return new OfArray(array, start + position, length);
        }
    }

    private static void check(Bytes bytes, long position, int length) throws IOException {
        if (position < 0 || length < 0 || position + length > bytes.size()) {
            throw new EOFException("ends early");
        }
    }
}
