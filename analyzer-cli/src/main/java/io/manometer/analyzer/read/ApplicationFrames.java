package io.manometer.analyzer.read;

import java.util.List;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** The part of a stack that its owner can change: neither the JDK's frames nor the agent's. */
final class ApplicationFrames {
    private static final int KEPT = 5;
    private static final List<String> FOREIGN = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "io.manometer.agent.",
            "io.manometer.boot.",
            "io.manometer.events.");

    private ApplicationFrames() {}

    static List<String> of(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return List.of();
        }
        return stack.getFrames().stream()
                .filter(frame -> frame.getMethod() != null && !foreign(frame.getMethod()))
                .limit(KEPT)
                .map(ApplicationFrames::text)
                .toList();
    }

    /** The same of a stack that was written as text, one frame a line. */
    static List<String> of(@Nullable String stack) {
        return stack == null
                ? List.of()
                : stack.lines()
                        .filter(frame -> FOREIGN.stream().noneMatch(frame::startsWith))
                        .limit(KEPT)
                        .toList();
    }

    private static boolean foreign(RecordedMethod method) {
        String type = method.getType().getName();
        return FOREIGN.stream().anyMatch(type::startsWith);
    }

    private static String text(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return type + '.' + frame.getMethod().getName() + '(' + sourceFile(type) + ':' + frame.getLineNumber() + ')';
    }

    /** JFR does not keep file names: the outermost class names the file by the convention of Java. */
    private static String sourceFile(String type) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$', 1);
        return (nested < 0 ? simple : simple.substring(0, nested)) + ".java";
    }
}
