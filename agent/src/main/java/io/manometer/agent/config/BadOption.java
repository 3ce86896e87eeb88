package io.manometer.agent.config;

/** An option that can't be used. The message is one line with the cause and the remedy, ready to be shown. */
public final class BadOption extends Exception {
    BadOption(String message) {
        super(message, null, false, false);
    }
}
