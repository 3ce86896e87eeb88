package io.manometer.analyzer.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * What makes a violation the same one in the next build. There are no line numbers in it, and none of the numbers that a
 * compiler gives.
 *
 * @param rule id of the rule
 * @param member creating class and method; a question mark and the hop's name where the site is unknown
 * @param queueClass empty for a violation that is about no hop
 */
public record Fingerprint(String rule, String member, String queueClass, int ordinal)
        implements Comparable<Fingerprint> {
    private static final Comparator<Fingerprint> ORDER = Comparator.comparing(Fingerprint::member)
            .thenComparing(Fingerprint::rule)
            .thenComparing(Fingerprint::queueClass)
            .thenComparingInt(Fingerprint::ordinal);

    public Fingerprint {
        rule = Escape.line(rule);
        member = Escape.line(member);
        queueClass = Escape.line(queueClass);
    }

    @Override
    public int compareTo(Fingerprint other) {
        return ORDER.compare(this, other);
    }

    /** For formats that want a short opaque one: 32 hexadecimal digits. */
    public String hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** One line of a baseline. */
    @Override
    public String toString() {
        return rule + '\t' + member + '\t' + (queueClass.isEmpty() ? "-" : queueClass) + '\t' + ordinal;
    }
}
