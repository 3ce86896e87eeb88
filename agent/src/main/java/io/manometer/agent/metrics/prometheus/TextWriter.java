package io.manometer.agent.metrics.prometheus;

import java.io.Writer;

/** A StringWriter without its locks: simpleclient writes a character at a time. */
final class TextWriter extends Writer {
    private final StringBuilder text;

    TextWriter(int expected) {
        text = new StringBuilder(expected);
    }

    int length() {
        return text.length();
    }

    @Override
    public void write(int character) {
        text.append((char) character);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        text.append(characters, offset, length);
    }

    @Override
    public void write(String string) {
        text.append(string);
    }

    @Override
    public void write(String string, int offset, int length) {
        text.append(string, offset, offset + length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
