/**
 * The agent's own flight recording, {@code record=FILE}. {@link io.manometer.agent.recording.OwnRecording} is the door; the
 * classes behind it use {@code jdk.jfr} and are loaded only where that module is present.
 */
@NullMarked
package io.manometer.agent.recording;

import org.jspecify.annotations.NullMarked;
