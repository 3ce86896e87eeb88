package io.manometer.analyzer.gate;

/** One hop of the chain that a violation is part of, upstream first. */
public record Step(String hop, Site site, String message) {}
