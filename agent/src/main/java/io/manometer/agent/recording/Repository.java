package io.manometer.agent.recording;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** The folder in which JFR collects the data of all recordings until they are written. */
final class Repository {
    private Repository() {}

    /**
     * Where the data is, or will be. JFR tells only once it has begun its first chunk; before, it is the folder for temporary
     * files, unless the command line names another.
     */
    static String folder() {
        String told = System.getProperty("jdk.jfr.repository", "");
        return told.isEmpty() && !isNamed() ? System.getProperty("java.io.tmpdir", "") : told;
    }

    private static boolean isNamed() {
        String[] arguments = ProcessHandle.current().info().arguments().orElse(new String[0]);
        for (String argument : arguments) {
            if (namesRepository(argument)) {
                return true;
            }
        }
        return namesRepository(System.getenv("JAVA_TOOL_OPTIONS"))
                || namesRepository(System.getenv("JDK_JAVA_OPTIONS"));
    }

    private static boolean namesRepository(@Nullable String options) {
        return options != null && options.contains("-XX:FlightRecorderOptions") && options.contains("repository=");
    }

    static boolean exists() {
        return new File(folder()).exists();
    }

    /** Bytes that are left on its disk. */
    static long room() {
        File folder = new File(folder());
        // Some file systems don't tell, and have a size of 0.
        return folder.getTotalSpace() == 0 ? Long.MAX_VALUE : folder.getUsableSpace();
    }

    /** Whether a recording that is copied to this file takes from the same disk. */
    static boolean isOnSameDisk(File file) {
        File parent = file.getAbsoluteFile().getParentFile();
        try {
            return parent != null
                    && Files.getFileStore(parent.toPath()).equals(Files.getFileStore(new File(folder()).toPath()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Bytes so far in the chunk that is being written, which no recording counts yet. */
    static long chunkInProgress() {
        File[] chunks = new File(folder()).listFiles();
        File newest = null;
        if (chunks != null) {
            for (File chunk : chunks) {
                if (newest == null || chunk.lastModified() > newest.lastModified()) {
                    newest = chunk;
                }
            }
        }
        return newest == null ? 0 : newest.length();
    }

    /** Said when there is too little of it. */
    static String shortage(long room) {
        return "only " + (Math.max(0, room) >> 20) + " MB are left in " + folder() + ", where JFR keeps its data;"
                + " free some, or name another folder with -XX:FlightRecorderOptions:repository=FOLDER";
    }
}
