package io.manometer.analyzer.model;

import java.util.List;

/**
 * Where in the application something happened to a hop.
 *
 * @param what {@code created}, or how work was refused: {@code EXCEPTION}, {@code FALSE}, {@code DROP_NEWEST}, ...
 * @param frames topmost first, the application's own ones only, as {@code pkg.Class.method(File.java:NN)}
 */
public record StackEvidence(long hop, String what, List<String> frames) {}
