package io.manometer.analyzer.model;

import java.util.List;

/** A hop with its dense windows, oldest first; all histories of one recording share the same window ends. */
public record HopHistory(Hop hop, List<Window> windows) {}
