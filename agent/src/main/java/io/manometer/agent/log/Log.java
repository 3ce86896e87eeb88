package io.manometer.agent.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;

/**
 * Lines on standard error, each with the prefix {@code manometer: }. Never throws and never blocks on a lock.
 *
 * <p>Writes to the file descriptor rather than to {@link System#err}: an application may have put a logging framework behind
 * that, whose queues this agent watches.
 */
public final class Log {
    private static final int OFF = 0;
    private static final int ERROR = 1;
    private static final int INFO = 2;
    private static final int DEBUG = 3;

    private static volatile int level = ERROR;
    private static volatile OutputStream out = new FileOutputStream(FileDescriptor.err);

    private Log() {}

    /** Sets the level: {@code off}, {@code error} (the default), {@code info} or {@code debug}. */
    public static void level(String name) {
        level = switch (name) {
            case "off" -> OFF;
            case "info" -> INFO;
            case "debug" -> DEBUG;
            default -> ERROR;
        };
    }

    public static boolean isDebug() {
        return level >= DEBUG;
    }

    /** Something doesn't work: the cause and the remedy. */
    public static void error(String message) {
        write(ERROR, message);
    }

    /** As {@link #error(String)}, with the cause behind it, and its stack at level debug. */
    public static void error(String message, Throwable cause) {
        write(ERROR, withCause(message, cause));
    }

    /** Something that was asked for and that only the agent knows, such as a port that the system picked. */
    public static void notice(String message) {
        write(ERROR, message);
    }

    public static void info(String message) {
        write(INFO, message);
    }

    public static void debug(String message) {
        write(DEBUG, message);
    }

    public static void debug(String message, Throwable cause) {
        write(DEBUG, withCause(message, cause));
    }

    static void output(OutputStream stream) {
        out = stream;
    }

    private static String withCause(String message, Throwable cause) {
        if (level < ERROR) {
            return message;
        }
        try {
            String line = message.concat(" (").concat(String.valueOf(cause)).concat(")");
            if (level < DEBUG) {
                return line;
            }
            StringWriter stack = new StringWriter();
            cause.printStackTrace(new PrintWriter(stack));
            return line.concat(" ").concat(stack.toString());
        } catch (Throwable ignored) {
            // An exception of the application's may fail to describe itself.
            return message;
        }
    }

    private static void write(int least, String message) {
        if (level < least) {
            return;
        }
        try {
            String line = "manometer: ".concat(oneLine(message)).concat(System.lineSeparator());
            out.write(line.getBytes(Charset.defaultCharset()));
        } catch (Throwable ignored) {
            // Nobody is left to be told.
        }
    }

    /** Line breaks become spaces; so do other control characters, which a file name may carry to a terminal. */
    private static String oneLine(String message) {
        char[] characters = message.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (Character.isISOControl(characters[i])) {
                characters[i] = ' ';
            }
        }
        return new String(characters);
    }
}
