package io.manometer.analyzer.model;

/** An estimate with its 90 % confidence bounds. */
public record Interval(double estimate, double lower, double upper) {}
