package io.manometer.testapps.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code name=value} arguments of a program; those whose names have a dot go to the client. */
record Settings(Map<String, String> values) {
    /** A program that somebody starts by hand. */
    interface Program {
        void run(Settings settings) throws Exception;
    }

    /** An argument is wrong. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /** Runs it; what is wrong with its arguments is said in one line, with exit code 2. */
    static void run(String[] arguments, Program program) throws Exception {
        try {
            program.run(of(arguments));
        } catch (Unusable e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    static Settings of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new Unusable("not name=value: " + argument);
            }
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new Settings(values);
    }

    /** Each has one of these names, or one with a dot. */
    void requireKnown(String... names) {
        for (String name : values.keySet()) {
            if (!name.contains(".") && !List.of(names).contains(name)) {
                throw new Unusable("there is no setting " + name + "=");
            }
        }
    }

    /** Each of these that is given is a whole number, one or more. */
    void requirePositive(String... names) {
        for (String name : names) {
            if (number(name, 1) < 1) {
                throw new Unusable(name + "=" + text(name) + " is less than 1");
            }
        }
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new Unusable("there is no " + name + "=");
        }
        return value;
    }

    long number(String name, long otherwise) {
        String value = text(name, Long.toString(otherwise));
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new Unusable(name + "=" + value + " is no whole number");
        }
    }

    /** Runs this when standard input ends. */
    static void atEndOfInput(Runnable action) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // whatever is said is of no interest; the end of it is
                        }
                    } catch (IOException e) {
                        // as good as the end
                    }
                    action.run();
                },
                "stopper");
        thread.setDaemon(true);
        thread.start();
    }

    /** The client's own settings on top of these. */
    Map<String, Object> client(Map<String, Object> defaults) {
        Map<String, Object> client = new HashMap<>(defaults);
        values.forEach((name, value) -> {
            if (name.contains(".")) {
                client.put(name, value);
            }
        });
        return client;
    }
}
