package io.manometer.analyzer.gate;

/** A buffer that was checked, whether it breaks a rule or not. */
public record Subject(String hop, String kind, String type, String bufferType, Site site) {}
