/** The endpoint: the JDK's small HTTP server, kept on a short leash. The only room that mentions {@code jdk.httpserver}. */
@NullMarked
package io.manometer.agent.metrics.http;

import org.jspecify.annotations.NullMarked;
