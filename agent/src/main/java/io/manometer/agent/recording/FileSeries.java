package io.manometer.agent.recording;

import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The files of a recording: {@code app.jfr} is the newest, {@code app.1.jfr} the one before it, and so on. */
final class FileSeries {
    private final File newest;
    private final int limit;

    FileSeries(File newest, int limit) {
        this.newest = newest;
        this.limit = limit;
    }

    /** Expands {@code %p} to the process id and {@code %t} to the time in UTC; any other percent sign stays as it is. */
    static File expand(String pattern, long pid, Instant started) {
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(started.atOffset(ZoneOffset.UTC));
        return new File(pattern.replace("%p", Long.toString(pid)).replace("%t", time)).getAbsoluteFile();
    }

    File newest() {
        return newest;
    }

    /** {@code app.N.jfr}; the extension stays last, since tools go by it. */
    File older(int number) {
        String name = newest.getName();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        return new File(newest.getParentFile(), stem + "." + number + extension);
    }

    /** Makes room for one more file behind the newest: deletes the oldest and moves the others up by one. */
    void shift() {
        older(limit - 1).delete();
        for (int number = limit - 2; number >= 1; number--) {
            File file = older(number);
            if (file.exists()) {
                file.renameTo(older(number + 1));
            }
        }
    }

    /** Keeps what an earlier run has left under the newest name: an evening's crash is often read the next morning. */
    void keepEarlierRun() {
        if (limit > 1 && newest.isFile() && newest.length() > 0) {
            shift();
            newest.renameTo(older(1));
        }
    }

    /** @throws IOException with a message that names the file and the reason */
    void checkWritable() throws IOException {
        File folder = newest.getParentFile();
        if (newest.isDirectory()) {
            throw new IOException("it is a folder");
        }
        if (folder == null || !folder.isDirectory()) {
            throw new IOException("the folder " + folder + " does not exist");
        }
        if (newest.exists() ? !newest.canWrite() : !folder.canWrite()) {
            throw new IOException("permission denied");
        }
    }
}
