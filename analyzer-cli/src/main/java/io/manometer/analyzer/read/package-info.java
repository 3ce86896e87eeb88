/**
 * From files to histories: probes chunks, groups them by JVM, streams their events and keeps each hop's samples compactly.
 * Nothing here judges. {@link io.manometer.analyzer.read.Recordings} is the way in.
 */
@NullMarked
package io.manometer.analyzer.read;

import org.jspecify.annotations.NullMarked;
