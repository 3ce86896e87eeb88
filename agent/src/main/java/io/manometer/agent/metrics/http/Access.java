package io.manometer.agent.metrics.http;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who may scrape: all, or those who send what a file says. The files are read once, at the start. */
public final class Access {
    private final List<byte[]> accepted = new ArrayList<>();
    private final List<String> schemes = new ArrayList<>();

    private Access() {}

    /**
     * @param tokenFile its first line is a bearer token; null for none
     * @param usersFile a line {@code user:password} each; null for none
     * @throws IOException with a file that can't be read or that says nothing
     */
    public static Access of(@Nullable String tokenFile, @Nullable String usersFile) throws IOException {
        Access access = new Access();
        if (tokenFile != null) {
            access.schemes.add("Bearer");
            access.accept("bearer ", lines(tokenFile).get(0));
        }
        if (usersFile != null) {
            access.schemes.add("Basic realm=\"manometer\", charset=\"UTF-8\"");
            for (String line : lines(usersFile)) {
                if (line.indexOf(':') <= 0) {
                    throw new IOException(usersFile + " has a line that is no user:password");
                }
                access.accept("basic ", Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return access;
    }

    /** Whether a request with this {@code Authorization} header may see the metrics. Takes as long for a near miss as for any. */
    boolean allows(@Nullable String authorization) {
        if (schemes.isEmpty()) {
            return true;
        }
        if (authorization == null) {
            return false;
        }
        int space = authorization.indexOf(' ');
        String credentials = authorization.substring(space + 1).trim();
        String scheme = authorization.substring(0, space + 1).toLowerCase(Locale.ROOT);
        byte[] given = (scheme + credentials).getBytes(StandardCharsets.UTF_8);
        boolean allowed = false;
        for (byte[] each : accepted) {
            allowed |= MessageDigest.isEqual(each, given);
        }
        return allowed;
    }

    /** Values of {@code WWW-Authenticate}. */
    List<String> challenges() {
        return schemes;
    }

    private void accept(String scheme, String credentials) {
        accepted.add((scheme + credentials).getBytes(StandardCharsets.UTF_8));
    }

    /** Lines that are not empty, at least one. */
    static List<String> lines(String file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new FileInputStream(new File(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines.add(line.strip());
                }
            }
        }
        if (lines.isEmpty()) {
            throw new IOException(file + " is empty");
        }
        return lines;
    }
}
