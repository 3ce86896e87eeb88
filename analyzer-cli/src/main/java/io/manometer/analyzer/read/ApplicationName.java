package io.manometer.analyzer.read;

import java.util.Locale;

/** The short name of a JVM, as jps gives it: its main class or jar, without folder and arguments. */
final class ApplicationName {
    private ApplicationName() {}

    static String of(String javaArguments) {
        String command = javaArguments.strip().split("\\s+", 2)[0];
        if (command.toLowerCase(Locale.ROOT).endsWith(".jar")) {
            return command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
        }
        String mainClass = command.substring(command.lastIndexOf('/') + 1);
        return mainClass.substring(mainClass.lastIndexOf('.') + 1);
    }
}
