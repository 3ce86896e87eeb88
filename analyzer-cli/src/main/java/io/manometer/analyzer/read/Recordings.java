package io.manometer.analyzer.read;

import io.manometer.analyzer.model.Jvm;
import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.model.Problem.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Reads recordings. Whatever can be read is: damaged, unfinished and repeated parts are left out and reported, never thrown.
 *
 * <p><b>Important:</b> memory stays within a share of the heap however long the recordings are, and nothing waits for a
 * recorder that is no more.
 */
public final class Recordings {
    private static final long IDS_PER_JVM = 1_000_000_000_000L;

    private final TimeRange range;
    private final Progress progress;
    private final MemoryBudget budget;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Path, ScannedFile> scanned = new HashMap<>();
    private long done;
    private long total;

    Recordings(TimeRange range, Progress progress, MemoryBudget budget) {
        this.range = range;
        this.progress = progress;
        this.budget = budget;
    }

    /** Reads files and folders of files, in any order. */
    public static Recorded read(List<Path> inputs, TimeRange range, Progress progress) {
        return new Recordings(range, progress, MemoryBudget.ofHeap()).read(inputs);
    }

    Recorded read(List<Path> inputs) {
        InputFiles files = new InputFiles(inputs);
        problems.addAll(files.problems());
        files.files().forEach(this::scan);
        List<JvmChunks> groups = JvmChunks.group(identified());
        total = groups.stream().mapToLong(JvmChunks::bytes).sum();
        List<Recorded.OfJvm> jvms = new ArrayList<>();
        int inVain = 0;
        for (JvmChunks group : groups) {
            JvmCollector collector = stream(group);
            if (collector.isEmpty()) {
                inVain++;
                nothingFound(group, collector);
            } else {
                jvms.add(finish(group, collector, jvms.size()));
            }
        }
        return new Recorded(jvms, inVain, List.copyOf(problems));
    }

    private void scan(Path file) {
        try {
            ScannedFile found = ChunkScanner.scan(file);
            scanned.put(file, found);
            problems.addAll(found.problems());
        } catch (IOException e) {
            problem(
                    file,
                    "can't be read (" + reason(e) + ")",
                    "check the disk and its permissions",
                    Severity.UNREADABLE);
        }
    }

    private List<JvmChunks.Identified> identified() {
        List<Chunk> chunks = scanned.values().stream()
                .sorted(Comparator.comparing(Recordings::start).thenComparing(ScannedFile::file))
                .flatMap(file -> file.chunks().stream())
                .toList();
        List<JvmChunks.Identified> sound = new ArrayList<>();
        for (Chunk chunk : chunks) {
            try {
                sound.add(new JvmChunks.Identified(chunk, ChunkIdentity.of(chunk)));
            } catch (IOException e) {
                problem(
                        chunk.file(),
                        "the chunk at offset " + chunk.offset() + " is damaged (" + reason(e) + ")",
                        "copy or dump it anew; the other chunks were read",
                        Severity.INCOMPLETE);
            }
        }
        return sound;
    }

    private static long start(ScannedFile file) {
        return file.chunks().isEmpty() ? 0 : file.chunks().get(0).header().startNanos();
    }

    private JvmCollector stream(JvmChunks group) {
        TimeRange.Bounds bounds = range.within(instant(group.startNanos()), instant(group.endNanos()));
        JvmCollector collector = new JvmCollector(bounds, budget);
        long delivered = 0;
        try (TemporaryFolder temporary = new TemporaryFolder()) {
            for (Path file : group.files()) {
                delivered += stream(file, group.of(file), collector, temporary);
            }
        }
        collector.finish();
        if (delivered < group.ownEvents()) {
            problem(
                    group.files().iterator().next(),
                    (group.ownEvents() - delivered) + " of " + group.ownEvents()
                            + " events of Manometer's could not be decoded",
                    "the recording is damaged: copy or dump it anew",
                    Severity.INCOMPLETE);
        }
        if (collector.implausible() > 0) {
            problem(
                    source(group),
                    collector.implausible() + " samples have numbers that can't be true and were left out",
                    "the recording is damaged: copy or dump it anew",
                    Severity.INCOMPLETE);
        }
        return collector;
    }

    private long stream(
            Path file, List<JvmChunks.Identified> chunks, JvmCollector collector, TemporaryFolder temporary) {
        ScannedFile found = scanned.get(file);
        boolean asItIs = found != null && found.whole() && found.chunks().size() == chunks.size();
        long delivered = 0;
        if (asItIs) {
            delivered = stream(file, file, collector);
            advance(JvmChunks.sum(chunks));
            return delivered;
        }
        for (JvmChunks.Identified chunk : chunks) {
            try {
                delivered += stream(file, temporary.copyOf(chunk.chunk()), collector);
            } catch (IOException e) {
                problem(
                        file,
                        "a chunk could not be copied to the temporary folder (" + reason(e) + ")",
                        "free some space there, or set -Djava.io.tmpdir",
                        Severity.INCOMPLETE);
            }
            advance(chunk.chunk().header().size());
        }
        return delivered;
    }

    private long stream(Path named, Path file, JvmCollector collector) {
        try {
            EventReader.Outcome outcome = EventReader.read(file, collector, () -> progress.read(done, total));
            if (outcome.failure() != null) {
                problem(
                        named,
                        "some events could not be read (" + reason(outcome.failure()) + ")",
                        "the rest was read; dump the recording anew if that is not enough",
                        Severity.INCOMPLETE);
            }
            return outcome.ownEvents();
        } catch (IOException e) {
            problem(named, "can't be read (" + reason(e) + ")", "copy or dump it anew", Severity.INCOMPLETE);
            return 0;
        }
    }

    private void advance(long bytes) {
        done += bytes;
        progress.read(done, total);
    }

    private Recorded.OfJvm finish(JvmChunks group, JvmCollector collector, int index) {
        String source = source(group);
        collector
                .settings()
                .off()
                .forEach(off ->
                        problem(source, off.event() + " was off: " + off.consequence(), off.remedy(), Severity.NOTE));
        collector
                .kindsOff()
                .forEach(kinds -> problem(
                        source,
                        "the agent switched kinds off: " + kinds,
                        "report it with the agent's log",
                        Severity.NOTE));
        Jvm jvm = jvm(group, collector);
        if (jvm.windows() == 0 && !range.isAll()) {
            problem(
                    source,
                    "has no window in " + range,
                    "it was recorded from " + local(group.startNanos()) + " to " + local(group.endNanos()),
                    Severity.NOTE);
        }
        if (jvm.coarsenedBy() > 1) {
            problem(
                    source,
                    "is too long for the heap, so each " + jvm.coarsenedBy() + " windows were made one",
                    "give more with -Xmx, or a part with --from and --to, to see every window",
                    Severity.NOTE);
        }
        LongUnaryOperator ids =
                index == 0 ? id -> id : id -> id < 0 ? id - index * IDS_PER_JVM : id + index * IDS_PER_JVM;
        return new Recorded.OfJvm(
                jvm,
                collector.context(ids),
                collector.histories(ids),
                collector.edges(ids),
                collector.stacks(ids),
                collector.unbounded(ids),
                collector.settings().off().stream().map(Settings.Off::event).toList(),
                collector.kindsOff());
    }

    private static Jvm jvm(JvmChunks group, JvmCollector collector) {
        List<String> files = group.files().stream().map(Path::toString).toList();
        HopLogs logs = collector.mainLogs();
        Timeline timeline = logs.timeline();
        Timeline.Slot first = timeline.isEmpty() ? null : timeline.at(timeline.firstTick());
        Timeline.Slot last = timeline.isEmpty() ? null : timeline.at(timeline.lastTick());
        return new Jvm(
                collector.pid(),
                collector.application(),
                collector.version(),
                collector.agentVersion(),
                collector.agentStarted(),
                group.startNanos() / 1_000_000,
                files,
                first == null ? 0 : first.endMillis() - first.nanos() / 1_000_000,
                last == null ? 0 : last.endMillis(),
                first == null ? 0 : first.nanos(),
                timeline.span(),
                timeline.span() - timeline.seen(),
                logs.factor());
    }

    private void nothingFound(JvmChunks group, JvmCollector collector) {
        boolean known = collector.settings().agentRegistered();
        problems.add(new Problem(
                source(group),
                known
                        ? "Manometer's events were switched off"
                        : "holds no events of Manometer's: the agent was not there",
                known
                        ? "record with -XX:StartFlightRecording:settings=manometer.jfc, or let the agent do it with record=FILE"
                        : "start the application with -javaagent:manometer-agent.jar=record=app.jfr, or attach with manometer attach PID",
                Severity.NOTE));
    }

    private static String source(JvmChunks group) {
        List<Path> files = List.copyOf(group.files());
        return files.size() == 1 ? files.get(0).toString() : files.get(0) + " and " + (files.size() - 1) + " more";
    }

    private void problem(Path file, String cause, String remedy, Severity severity) {
        problem(file.toString(), cause, remedy, severity);
    }

    private void problem(String source, String cause, String remedy, Severity severity) {
        problems.add(new Problem(source, cause, remedy, severity));
    }

    private static String local(long nanos) {
        return instant(nanos)
                .atZone(ZoneId.systemDefault())
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    private static String reason(Throwable error) {
        String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}
