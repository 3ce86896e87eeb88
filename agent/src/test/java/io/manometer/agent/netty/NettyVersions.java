package io.manometer.agent.netty;

import java.util.List;

/** The versions of Netty that the tables were read in and are checked against; the build copies their jars. */
public final class NettyVersions {
    public static final List<String> ALL = List.of("4.1.140.Final", "4.2.20.Final");

    private NettyVersions() {}
}
