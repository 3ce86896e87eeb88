package io.manometer.analyzer.gate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a buffer was created.
 *
 * @param className binary name with {@code $} for nested classes; empty when the site is unknown
 * @param method name as in the class file, {@code <init>} and {@code lambda$run$0} included
 * @param file source file without its folder; empty when unknown
 * @param line 0 when unknown
 */
public record Site(String className, String method, String file, int line) implements Comparable<Site> {
    public static final Site UNKNOWN = new Site("", "", "", 0);

    private static final Pattern TEXT = Pattern.compile(
            "(?<class>.+)\\.(?<method>[^.(]+)\\((?<file>[^():]*)(?::(?<line>-?\\d{1,9}))?\\)", Pattern.DOTALL);
    private static final Pattern NUMBERED_LAMBDA =
            Pattern.compile("^(lambda\\$.*?)(?:\\$\\d+)+$|^(access\\$)\\d+$", Pattern.DOTALL);
    private static final Pattern NUMBERED_CLASS = Pattern.compile("\\$(?:\\d+(?=\\$|$)|\\$.*$)", Pattern.DOTALL);

    /** Reads {@code pkg.Class.method(File.java:NN)}; {@link #UNKNOWN} for anything else. */
    public static Site of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return UNKNOWN;
        }
        String line = matcher.group("line");
        return new Site(
                matcher.group("class"),
                matcher.group("method"),
                matcher.group("file"),
                line == null ? 0 : Math.max(0, Integer.parseInt(line)));
    }

    public boolean known() {
        return !className.isEmpty();
    }

    /** {@code pkg.Class.method}: what the patterns of an allow-list are matched against. */
    public String member() {
        return known() ? className + '.' + method : "";
    }

    /** {@link #member} without the numbers that the compiler gave to lambdas and anonymous classes. */
    public String stableMember() {
        return known() ? NUMBERED_CLASS.matcher(className).replaceAll("\\$") + '.' + stableMethod() : "";
    }

    private String stableMethod() {
        Matcher matcher = NUMBERED_LAMBDA.matcher(method);
        if (!matcher.matches()) {
            return method;
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    /** Package of the class as a folder with a slash at its end; empty for the unnamed one. */
    String folder() {
        int end = className.lastIndexOf('.');
        return end < 0 ? "" : className.substring(0, end + 1).replace('.', '/');
    }

    @Override
    public int compareTo(Site other) {
        int byClass = className.compareTo(other.className);
        if (byClass != 0) {
            return byClass;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : method.compareTo(other.method);
    }

    /** As in a stack trace; {@code unknown site} when there is none. */
    @Override
    public String toString() {
        if (!known()) {
            return "unknown site";
        }
        return member() + '(' + (file.isEmpty() ? "Unknown Source" : file) + (line > 0 ? ":" + line : "") + ')';
    }
}
