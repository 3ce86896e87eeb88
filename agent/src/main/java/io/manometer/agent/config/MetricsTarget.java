package io.manometer.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * Where metrics go: {@code app}, {@code host:port}, or both with a plus sign between.
 *
 * @param app to the application's own Micrometer registry
 * @param host where the agent's own endpoint listens, without the brackets of an IPv6 address; null when none is wanted
 * @param port of that endpoint; 0 lets the system pick one
 */
public record MetricsTarget(boolean app, @Nullable String host, int port) {
    private static final String DEFAULT_HOST = "127.0.0.1";

    /** Null when the text is none. */
    static @Nullable MetricsTarget parse(String text) {
        boolean app = false;
        String address = null;
        int start = 0;
        while (start <= text.length()) {
            int plus = text.indexOf('+', start);
            int end = plus < 0 ? text.length() : plus;
            String part = text.substring(start, end).trim();
            if (part.equals("app") && !app) {
                app = true;
            } else if (!part.isEmpty() && address == null) {
                address = part;
            } else {
                return null;
            }
            start = end + 1;
        }
        return address == null ? new MetricsTarget(app, null, -1) : withAddress(app, address);
    }

    /** {@code 9404}, {@code :9404}, {@code host:9404}, {@code [::1]:9404}. */
    private static @Nullable MetricsTarget withAddress(boolean app, String address) {
        int colon = address.lastIndexOf(':');
        String host = colon <= 0 ? DEFAULT_HOST : address.substring(0, colon);
        int port = port(address.substring(colon + 1));
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            return null;
        }
        return port < 0 || host.isEmpty() || host.indexOf('/') >= 0 ? null : new MetricsTarget(app, host, port);
    }

    private static int port(String digits) {
        long port = Values.count(digits);
        return port < 0 || port > 65_535 ? -1 : (int) port;
    }
}
