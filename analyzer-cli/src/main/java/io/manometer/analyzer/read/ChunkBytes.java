package io.manometer.analyzer.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** The bytes of one chunk, read forward through a window of fixed size. */
final class ChunkBytes implements AutoCloseable {
    private static final int WINDOW = 1 << 18;
    private static final int LONGEST_VARINT = 9;

    private final FileChannel channel;
    private final long offset;
    private final long size;
    private final ByteBuffer window =
            ByteBuffer.allocate(WINDOW).position(WINDOW).limit(WINDOW);
    private long windowEnd;

    ChunkBytes(Chunk chunk) throws IOException {
        this.channel = FileChannel.open(chunk.file());
        this.offset = chunk.offset();
        this.size = chunk.header().size();
    }

    long position() {
        return windowEnd - window.remaining();
    }

    void position(long position) {
        long ahead = position - position();
        if (ahead >= -window.position() && ahead <= window.remaining() && windowEnd > 0) {
            window.position((int) (window.position() + ahead));
            return;
        }
        window.position(0).limit(0);
        windowEnd = position;
    }

    byte next() throws IOException {
        if (!window.hasRemaining()) {
            fill();
        }
        return window.get();
    }

    byte[] next(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; ) {
            if (!window.hasRemaining()) {
                fill();
            }
            int part = Math.min(count - done, window.remaining());
            window.get(bytes, done, part);
            done += part;
        }
        return bytes;
    }

    /** A number of one to nine bytes, least significant seven bits first; the ninth byte carries eight. */
    long varint() throws IOException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT - 1; i++) {
            byte part = next();
            value |= (part & 0x7FL) << 7 * i;
            if (part >= 0) {
                return value;
            }
        }
        return value | (next() & 0xFFL) << 56;
    }

    /** A string in one of JFR's encodings; empty for null and for references into the constant pool. */
    String string() throws IOException {
        byte encoding = next();
        return switch (encoding) {
            case 0, 1 -> "";
            case 2 -> {
                varint();
                yield "";
            }
            case 3 -> new String(next(length()), StandardCharsets.UTF_8);
            case 4 -> characters(length());
            case 5 -> new String(next(length()), StandardCharsets.ISO_8859_1);
            default -> throw new IOException("unknown string encoding " + encoding);
        };
    }

    private String characters(int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) varint());
        }
        return text.toString();
    }

    private int length() throws IOException {
        long length = varint();
        if (length < 0 || length > size) {
            throw new IOException("a string of " + length + " bytes in a chunk of " + size);
        }
        return (int) length;
    }

    private void fill() throws IOException {
        long at = windowEnd;
        int wanted = (int) Math.min(WINDOW, size - at);
        if (wanted <= 0) {
            throw new EOFException("end of chunk");
        }
        window.clear().limit(wanted);
        while (window.hasRemaining()) {
            int read = channel.read(window, offset + at + window.position());
            if (read < 0) {
                throw new EOFException("end of file");
            }
        }
        window.flip();
        windowEnd = at + wanted;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
