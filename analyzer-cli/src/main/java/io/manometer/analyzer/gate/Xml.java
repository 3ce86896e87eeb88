package io.manometer.analyzer.gate;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes XML without the module {@code java.xml}, which a small Java runtime may lack. */
final class Xml {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;

    Xml start(String element) {
        closeTag();
        out.append('<').append(element);
        open.push(element);
        inTag = true;
        return this;
    }

    Xml attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
        return this;
    }

    Xml text(String text) {
        closeTag();
        out.append(escaped(text));
        return this;
    }

    Xml end() {
        String element = open.pop();
        if (inTag) {
            out.append("/>");
            inTag = false;
        } else {
            out.append("</").append(element).append('>');
        }
        return this;
    }

    private void closeTag() {
        if (inTag) {
            out.append('>');
            inTag = false;
        }
    }

    /** What XML forbids altogether was made printable by {@link Escape#line} before. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
