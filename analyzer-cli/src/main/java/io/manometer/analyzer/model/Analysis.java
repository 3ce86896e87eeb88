package io.manometer.analyzer.model;

import java.util.List;

/**
 * All that was concluded.
 *
 * @param hops in the order in which their histories were read
 * @param edges accepted ones only: seen often enough to be no accident
 * @param findings errors first
 * @param notes what lowers the quality of the data, in plain sentences
 */
public record Analysis(
        List<HopVerdict> hops,
        List<Edge> edges,
        List<Chain> chains,
        List<Finding> findings,
        JvmContext context,
        List<String> notes) {}
