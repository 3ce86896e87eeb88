package io.manometer.agent.recording;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** The folder in which JFR collects the data of all recordings until they are written. */
final class Repository {
    /**
     * JFR takes the whole JVM down when this folder's disk is full ("An irrecoverable error in Jfr. Shutting down VM"), so
     * this much is left: two chunks of 12 MB, and what a second may add.
     */
    private static final long RESERVE = 32L << 20;

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

    static boolean hasRoom() {
        File folder = new File(folder());
        // Some file systems don't tell, and have a size of 0.
        return folder.getTotalSpace() == 0 || folder.getUsableSpace() >= RESERVE;
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

    static String shortage() {
        return "less than " + (RESERVE >> 20) + " MB are left in " + folder() + ", where JFR keeps its data;"
                + " free some, or name another folder with -XX:FlightRecorderOptions:repository=FOLDER";
    }
}
