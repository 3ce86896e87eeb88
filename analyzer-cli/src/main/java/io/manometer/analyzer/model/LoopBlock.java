package io.manometer.analyzer.model;

import java.util.List;

/**
 * What kept the threads of an event loop from their events, summed over the recording.
 *
 * @param loop the hop of the loop's group
 * @param hop where they waited for room, or whose work they ran; 0 when it is no hop
 * @param how {@code WAITS} or {@code CALLER_RUNS}
 * @param seconds an estimate
 * @param thread name of one of them
 * @param frames where, innermost first, the application's own ones only
 */
public record LoopBlock(long loop, long hop, String how, double seconds, String thread, List<String> frames) {}
