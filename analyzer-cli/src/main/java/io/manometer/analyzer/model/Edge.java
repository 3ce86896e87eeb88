package io.manometer.analyzer.model;

/** Threads that last took work from {@code from} put work into {@code to} so many times. */
public record Edge(long from, long to, long count) {}
