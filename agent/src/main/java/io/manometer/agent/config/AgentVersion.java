package io.manometer.agent.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that the build wrote into the jar. */
public final class AgentVersion {
    public static final String VERSION = read();

    private AgentVersion() {}

    private static String read() {
        try (InputStream in = AgentVersion.class.getResourceAsStream("/manometer-version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
