package io.manometer.agent.config;

/**
 * Patterns for creation sites such as {@code com.acme.Orders.open(Orders.java:12)}; {@code *} stands for any characters.
 * A pattern matches the whole site, or the part of it before the bracket.
 */
public final class SitePatterns {
    private final String[] patterns;

    public SitePatterns(String... patterns) {
        this.patterns = patterns.clone();
    }

    public boolean matches(String site) {
        if (patterns.length == 0) {
            return false;
        }
        int bracket = site.indexOf('(');
        for (String pattern : patterns) {
            if (matches(pattern, site, site.length()) || (bracket > 0 && matches(pattern, site, bracket))) {
                return true;
            }
        }
        return false;
    }

    /** Linear but for the number of asterisks: on a mismatch only the last asterisk takes one more character. */
    private static boolean matches(String pattern, String text, int length) {
        int p = 0;
        int t = 0;
        int asterisk = -1;
        int retry = 0;
        while (t < length) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                asterisk = p++;
                retry = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (asterisk >= 0) {
                p = asterisk + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
