package io.manometer.analyzer.read;

import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.model.Problem.Severity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the chunks of a file by their headers alone. Streams are only ever opened on what this found to be sound: a chunk
 * whose recorder died makes {@code EventStream.openFile} wait for ever.
 */
final class ChunkScanner {
    private static final int SEARCH_BUFFER = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final long length;
    private final List<Chunk> chunks = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private ChunkScanner(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.length = channel.size();
    }

    static ScannedFile scan(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return new ChunkScanner(file, channel).scan();
        }
    }

    private ScannedFile scan() throws IOException {
        if (length == 0) {
            problem(
                    "is empty",
                    "the recorder has not written to it yet: use jcmd <pid> JFR.dump, or wait for the JVM to exit; of one"
                            + " that was killed pass the repository folder",
                    Severity.UNREADABLE);
            return result();
        }
        long position = 0;
        while (position < length) {
            ChunkHeader header = headerAt(position);
            position = header == null ? skipToNextHeader(position) : accept(position, header);
        }
        return result();
    }

    private ScannedFile result() {
        return new ScannedFile(file, List.copyOf(chunks), problems.isEmpty(), List.copyOf(problems));
    }

    private long accept(long position, ChunkHeader header) throws IOException {
        long left = length - position;
        if (header.finished() && header.readable() && header.size() <= left) {
            chunks.add(new Chunk(file, position, header));
            return position + header.size();
        }
        if (!header.readable()) {
            problem(
                    "a chunk of " + bytes(left) + " has no event types (the JVM died before it first flushed)",
                    "nothing of that chunk can be read; record to disk and let it run for more than a second",
                    chunks.isEmpty() ? Severity.UNREADABLE : Severity.INCOMPLETE);
            return nextHeader(position + ChunkHeader.LENGTH);
        }
        if (header.size() > left) {
            return truncated(position, header, left);
        }
        chunks.add(new Chunk(file, position, header));
        long next = nextHeader(position + header.size());
        long lost = next - position - header.size();
        problem(
                "a chunk was never finished (its JVM was killed, or still runs); all up to its last flush was read"
                        + (lost == 0 ? "" : ", " + bytes(lost) + " after it were not"),
                "expect the last second or so to be missing",
                Severity.INCOMPLETE);
        return next;
    }

    private long truncated(long position, ChunkHeader header, long left) throws IOException {
        long next = nextOther(position, header);
        ChunkHeader salvaged = ChunkSalvage.of(file, position, header, next - position);
        if (salvaged != null) {
            chunks.add(new Chunk(file, position, salvaged));
        }
        problem(
                "is truncated: its last chunk should have " + bytes(header.size()) + " and has " + bytes(left),
                "copy it again, or dump it anew; "
                        + (salvaged != null
                                ? bytes(salvaged.size()) + " of that chunk were read"
                                : chunks.isEmpty()
                                        ? "nothing in it can be read"
                                        : "the part before that chunk was read"),
                chunks.isEmpty() ? Severity.UNREADABLE : Severity.INCOMPLETE);
        return next;
    }

    /** The next header of another chunk: with each flush the recorder writes a copy of the header into the chunk itself. */
    private long nextOther(long position, ChunkHeader header) throws IOException {
        long next = nextHeader(position + ChunkHeader.LENGTH);
        while (next < length) {
            ChunkHeader found = headerAt(next);
            if (found == null || found.startTicks() != header.startTicks()) {
                return next;
            }
            next = nextHeader(next + ChunkHeader.LENGTH);
        }
        return next;
    }

    private long skipToNextHeader(long position) throws IOException {
        long next = nextHeader(position + 1);
        if (position == 0 && next == length) {
            problem(
                    "is not a JFR recording (" + bytes(length) + " without any chunk header)",
                    "pass a file written by JFR, such as one of jcmd <pid> JFR.dump filename=app.jfr",
                    Severity.UNREADABLE);
            return next;
        }
        problem(
                bytes(next - position) + " at offset " + position + " are not part of any chunk",
                "the file was damaged or cut; the other chunks were read",
                Severity.INCOMPLETE);
        return next;
    }

    private @Nullable ChunkHeader headerAt(long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(ChunkHeader.LENGTH);
        readFully(buffer, position);
        return ChunkHeader.parse(buffer.flip());
    }

    /** Position of the next plausible header at or after the given one, or the end of the file. */
    private long nextHeader(long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(SEARCH_BUFFER);
        long position = from;
        while (position < length) {
            readFully(buffer.clear(), position);
            buffer.flip();
            for (int i = 0; i + ChunkHeader.LENGTH <= buffer.limit(); i++) {
                if (buffer.get(i) == ChunkHeader.MAGIC[0] && ChunkHeader.parse(buffer.position(i)) != null) {
                    return position + i;
                }
            }
            if (buffer.limit() < SEARCH_BUFFER) {
                return length;
            }
            position += SEARCH_BUFFER - ChunkHeader.LENGTH;
        }
        return length;
    }

    private void readFully(ByteBuffer buffer, long position) throws IOException {
        long at = position;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, at);
            if (read < 0) {
                return;
            }
            at += read;
        }
    }

    private void problem(String cause, String remedy, Severity severity) {
        problems.add(new Problem(file.toString(), cause, remedy, severity));
    }

    private static String bytes(long count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }
}
