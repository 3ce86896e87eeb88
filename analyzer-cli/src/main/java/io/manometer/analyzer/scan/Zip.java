package io.manometer.analyzer.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads archives where {@link java.util.zip.ZipFile} can't: inside other archives, without copying those that are stored (as in executable jars of
 * Spring Boot), and entries only as far as they are needed. Format: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 to 4.3.16.
 */
final class Zip implements Glance.Source, AutoCloseable {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END64_LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LARGEST_DIRECTORY = 64 << 20;
    private static final int WINDOW = 256 << 10;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int STEP = 4096;

    /**
     * @param header position of its local header
     * @param size as the directory claims, not to be trusted
     */
    record Entry(String name, int method, long compressed, long size, long header, boolean encrypted) {}

    private final Bytes bytes;
    private final ZipBuffers buffers;
    private final ZipBuffers.Lent lent;
    private final Inflater inflater;

    // What was read last; entries mostly lie in the order of the directory.
    private byte[] window;
    private long windowStart;
    private int windowLength;

    // The entry that is being read.
    private byte[] content;
    private int length;
    private boolean deflated;
    private boolean padded;
    private long input;
    private long inputEnd;

    Zip(Bytes bytes, ZipBuffers buffers) {
        this.bytes = bytes;
        this.buffers = buffers;
        lent = buffers.take();
        inflater = lent.inflater;
        window = lent.window;
        content = lent.content;
    }

    void entries(Consumer<Entry> each) throws IOException {
        if (bytes.size() == 0) {
            throw new IOException("is empty");
        }
        byte[] tail = new byte[(int) Math.min(bytes.size(), END_LENGTH + LONGEST_COMMENT)];
        bytes.read(bytes.size() - tail.length, tail, 0, tail.length);
        int end = tail.length - END_LENGTH;
        while (end >= 0 && int4(tail, end) != END_SIGNATURE) {
            end--;
        }
        if (end < 0) {
            throw new IOException("has no directory of a zip file");
        }
        long count = int2(tail, end + 10);
        long size = unsigned4(tail, end + 12);
        long offset = unsigned4(tail, end + 16);
        long directoryEnd = bytes.size() - tail.length + end;
        if (count == 0xffff || size == 0xffffffffL || offset == 0xffffffffL) {
            byte[] locator = new byte[20];
            if (directoryEnd >= locator.length) {
                bytes.read(directoryEnd - locator.length, locator, 0, locator.length);
            }
            if (int4(locator, 0) == END64_LOCATOR_SIGNATURE) {
                byte[] end64 = new byte[56];
                bytes.read(int8(locator, 8), end64, 0, end64.length);
                if (int4(end64, 0) != END64_SIGNATURE) {
                    throw new IOException("has a damaged directory");
                }
                directoryEnd = int8(locator, 8);
                count = int8(end64, 32);
                size = int8(end64, 40);
                offset = int8(end64, 48);
            }
        }
        if (size < 0 || size > LARGEST_DIRECTORY || size > directoryEnd) {
            throw new IOException("has a damaged directory");
        }
        // A launcher script may precede the archive; then all offsets are off by its length.
        long before = directoryEnd - size - offset;
        byte[] directory = new byte[(int) size];
        bytes.read(directoryEnd - size, directory, 0, directory.length);
        directory(directory, count, before, each);
    }

    private static void directory(byte[] directory, long count, long before, Consumer<Entry> each) throws IOException {
        int at = 0;
        for (long i = 0; i < count; i++) {
            if (at + ENTRY_LENGTH > directory.length || int4(directory, at) != ENTRY_SIGNATURE) {
                throw new IOException("has a damaged directory");
            }
            int name = int2(directory, at + 28);
            int extra = int2(directory, at + 30);
            int comment = int2(directory, at + 32);
            if (at + ENTRY_LENGTH + name > directory.length) {
                throw new IOException("has a damaged directory");
            }
            int nameAt = at + ENTRY_LENGTH;
            if (worthAName(directory, nameAt, name)) {
                each.accept(new Entry(
                        new String(directory, nameAt, name, StandardCharsets.UTF_8),
                        int2(directory, at + 10),
                        unsigned4(directory, at + 20),
                        unsigned4(directory, at + 24),
                        before + unsigned4(directory, at + 42),
                        (int2(directory, at + 8) & 1) != 0));
            }
            at = nameAt + name + extra + comment;
        }
    }

    /** Classes, archives and the manifest. */
    private static boolean worthAName(byte[] directory, int at, int length) {
        if (length < 4) {
            return false;
        }
        byte last = directory[at + length - 1];
        return last == 's' || last == 'r' || last == 'F' || last == 'p';
    }

    /** Makes the entry the current one, of which nothing is read yet. */
    void open(Entry entry) throws IOException {
        if (entry.encrypted()) {
            throw new IOException("is encrypted");
        }
        if (entry.method() != STORED && entry.method() != DEFLATED) {
            throw new IOException("is compressed by an unknown method " + entry.method());
        }
        int at = inWindow(entry.header(), LOCAL_LENGTH);
        if (int4(window, at) != LOCAL_SIGNATURE) {
            throw new IOException("has a damaged header");
        }
        input = entry.header() + LOCAL_LENGTH + int2(window, at + 26) + int2(window, at + 28);
        inputEnd = input + entry.compressed();
        deflated = entry.method() == DEFLATED;
        length = 0;
        inflater.reset();
        padded = false;
    }

    /** The current entry's content, as far as {@link #fill} went. */
    @Override
    public byte[] content() {
        return content;
    }

    int length() {
        return length;
    }

    /** Reads on until at least so many bytes are there; false when the entry is shorter. */
    boolean fill(int needed) throws IOException {
        return fill(needed, needed) >= needed;
    }

    @Override
    public int fill(int needed, int wanted) throws IOException {
        while (length < needed) {
            int before = length;
            // In steps, so that a buffer grows with what is there and not with what would be allowed.
            step(Math.min(Math.max(needed, wanted), Math.max(2 * before, STEP)));
            if (length == before) {
                break;
            }
        }
        return length;
    }

    private void step(int upTo) throws IOException {
        if (upTo > content.length) {
            content = java.util.Arrays.copyOf(content, Math.max(upTo, 2 * content.length));
        }
        if (!deflated) {
            int count = (int) Math.min(upTo - length, inputEnd - input);
            int from = inWindow(input, count);
            System.arraycopy(window, from, content, length, count);
            input += count;
            length += count;
            return;
        }
        try {
            while (length < upTo && !inflater.finished()) {
                int inflated = inflater.inflate(content, length, upTo - length);
                length += inflated;
                // Only then: it may hold output back when all of its input is used up.
                if (inflated == 0 && inflater.needsInput()) {
                    int count = (int) Math.min(WINDOW / 4, inputEnd - input);
                    if (count <= 0) {
                        pad();
                        continue;
                    }
                    inflater.setInput(window, inWindow(input, count), count);
                    input += count;
                } else if (inflated == 0 && inflater.needsDictionary()) {
                    throw new IOException("is damaged");
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("is damaged", e);
        }
    }

    /** Without the header of zlib, an inflater may want one byte more than there is: see {@link Inflater#Inflater(boolean)}. */
    private void pad() throws EOFException {
        if (padded) {
            throw new EOFException("ends early");
        }
        padded = true;
        inflater.setInput(new byte[1]);
    }

    /** Where a stored entry lies; for archives within archives. */
    Bytes stored(Entry entry) throws IOException {
        open(entry);
        if (input < 0 || inputEnd > bytes.size()) {
            throw new EOFException("ends early");
        }
        return bytes.part(input, entry.compressed());
    }

    static boolean isStored(Entry entry) {
        return entry.method() == STORED;
    }

    /** Index into the window at which these bytes are; valid up to the next call. */
    private int inWindow(long position, int count) throws IOException {
        if (position < windowStart || position + count > windowStart + windowLength) {
            int size = (int) Math.min(Math.max(count, WINDOW), Math.max(0, bytes.size() - position));
            if (size < count) {
                throw new EOFException("ends early");
            }
            if (window.length < size) {
                window = new byte[size];
            }
            windowLength = 0;
            bytes.read(position, window, 0, size);
            windowStart = position;
            windowLength = size;
        }
        return (int) (position - windowStart);
    }

    @Override
    public void close() {
        lent.window = window;
        lent.content = content;
        buffers.giveBack(lent);
    }

    private static int int2(byte[] from, int at) {
        return (from[at] & 0xff) | (from[at + 1] & 0xff) << 8;
    }

    private static int int4(byte[] from, int at) {
        return int2(from, at) | int2(from, at + 2) << 16;
    }

    private static long unsigned4(byte[] from, int at) {
        return int4(from, at) & 0xffffffffL;
    }

    private static long int8(byte[] from, int at) {
        return unsigned4(from, at) | (long) int4(from, at + 4) << 32;
    }
}
