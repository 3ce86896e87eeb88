package io.manometer.agent.recording;

import io.manometer.agent.config.Options;
import io.manometer.agent.log.Log;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Begins the recording, then looks after it once a second: has it reached its size, is there still room on the disk. Where there
 * isn't much it looks ten times a second.
 *
 * <p>JFR itself writes the file at exit, from its own shutdown hook; {@link ExitHook} runs beside that.
 */
final class RecordingThread implements Runnable {
    /** The most that the application is held back by {@code record.wait}. */
    private static final long WAIT_MILLIS = 10_000;

    private final Options options;
    private final String pattern;
    private final ExitHook exit;
    private final Room room = new Room();

    private RecordingThread(Options options, String pattern) {
        this.options = options;
        this.pattern = pattern;
        this.exit = new ExitHook(pattern);
    }

    static void start(Options options, String pattern) throws InterruptedException {
        RecordingThread recording = new RecordingThread(options, pattern);
        Runtime.getRuntime().addShutdownHook(recording.exit);
        Thread thread = new Thread(null, recording, "manometer-recording", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        if (options.recordWait()) {
            recording.exit.awaitRecording(WAIT_MILLIS);
        }
    }

    @Override
    public void run() {
        try {
            record();
        } catch (IOException e) {
            exit.over(); // before the line, or an exit right after it would add a second one
            Log.error("record=" + pattern + " can't be written (" + e.getMessage()
                    + "); name a file in a writable folder. The application runs on without a recording");
        } catch (Throwable e) {
            // JFR can't come up any more when the JVM is already on its way down: the exit hook says so.
            if (!exit.hasBegun()) {
                Log.error("record=" + pattern + " can't begin; the application runs on without a recording", e);
            }
        } finally {
            exit.over();
        }
    }

    private void record() throws IOException, InterruptedException {
        FileSeries files = new FileSeries(
                FileSeries.expand(pattern, ProcessHandle.current().pid(), Instant.now()), options.recordMaxFiles());
        files.checkWritable();
        if (!room.isEnough(Repository.room(), System.nanoTime())) {
            exit.over();
            Log.error("record=" + pattern + " can't begin: " + Repository.shortage(Repository.room()));
            return;
        }
        Map<String, String> settings = RecordingSettings.of(options.recordSettings());
        FlightRecorder.getFlightRecorder();
        Recording recording = newRecording(settings);
        if (!exit.mayStart(files.newest())) {
            return;
        }
        files.keepEarlierRun();
        recording.setDestination(files.newest().toPath());
        recording.start();
        exit.started(recording);
        Log.info("recording to " + files.newest() + ", written when the application ends; until then the data is in "
                + Repository.folder());
        lookAfter(recording, files, settings);
    }

    private Recording newRecording(Map<String, String> settings) {
        Recording recording = new Recording(settings);
        recording.setName("manometer");
        recording.setToDisk(true);
        recording.setDumpOnExit(true);
        if (options.recordMaxFiles() == 1) {
            recording.setMaxSize(options.recordMaxSize());
        }
        return recording;
    }

    private void lookAfter(Recording first, FileSeries files, Map<String, String> settings)
            throws InterruptedException {
        Recording recording = first;
        boolean copied = Repository.isOnSameDisk(files.newest());
        do {
            try {
                long left = Repository.room() - (copied ? recording.getSize() + Repository.chunkInProgress() : 0);
                if (!room.isEnough(left, System.nanoTime())) {
                    end(recording, files);
                    Log.error("recording ended early: " + Repository.shortage(Repository.room()));
                } else if (isFull(recording)) {
                    recording = rotate(recording, files, newRecording(settings));
                } else if (!files.newest().exists()) {
                    // JFR appends to the file that it created at the start, and fails if someone has moved it away.
                    recording.setDestination(files.newest().toPath());
                }
            } catch (IOException | IllegalStateException e) {
                reportTrouble(recording, files, e);
            }
        } while (recording.getState() == RecordingState.RUNNING && !exit.awaitBegin(room.nextLookMillis()));
    }

    private boolean isFull(Recording recording) {
        return recording.getMaxSize() == 0
                && recording.getSize() + Repository.chunkInProgress() >= options.recordMaxSize();
    }

    /**
     * The next recording begins before this one ends, so no event is lost; the chunk between belongs to both.
     *
     * <p>The exit may come at any moment. Until all is written, it is the full recording that JFR writes at exit; and it is
     * written by {@link Recording#dump}, which holds JFR's lock throughout. With {@link Recording#stop} JFR could remove the
     * data before it is copied.
     */
    private Recording rotate(Recording full, FileSeries files, Recording next) throws IOException {
        File target = files.older(1);
        boolean done = false;
        next.setDumpOnExit(false);
        try {
            next.start();
            files.shift();
            full.dump(target.toPath());
            next.setDestination(files.newest().toPath());
            next.setDumpOnExit(true);
            done = true;
        } finally {
            if (!done) {
                next.close();
            }
        }
        exit.started(next);
        discard(full);
        Log.debug("recording goes on; what came before is in ".concat(target.getPath()));
        return next;
    }

    private void end(Recording recording, FileSeries files) throws IOException {
        try {
            recording.dump(files.newest().toPath());
        } catch (IOException e) {
            Log.error(ExitHook.unwritten(files.newest().getPath()), e);
        }
        exit.over();
        discard(recording);
    }

    /** Its data is written: ends it without writing it once more. */
    private static void discard(Recording recording) throws IOException {
        recording.setDumpOnExit(false);
        recording.setDestination(null);
        recording.close();
    }

    /** Once a second would be too often to complain: from here on the recording keeps its last part and doesn't rotate. */
    private void reportTrouble(Recording recording, FileSeries files, Exception cause) {
        if (exit.hasBegun() || recording.getMaxSize() > 0) {
            return;
        }
        recording.setMaxSize(options.recordMaxSize());
        Log.error(ExitHook.unwritten(files.newest().getPath()), cause);
    }
}
