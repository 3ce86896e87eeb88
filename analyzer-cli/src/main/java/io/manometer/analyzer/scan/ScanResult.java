package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.Annotations;
import io.manometer.analyzer.gate.Violation;
import io.manometer.analyzer.model.Problem;
import java.util.List;
import java.util.Map;

/**
 * What a scan found.
 *
 * @param violations for {@link io.manometer.analyzer.gate.GateRequest#withScan}, in the order of classes and lines
 * @param notKnown for a person to look at, or for a recording to settle
 * @param annotations the places that {@code @BoundedElsewhere} marks, as far as violations are concerned
 * @param classes how many were looked at
 * @param archives in how many jars and the like, nested ones included
 * @param leftOut what was not looked at, and how many of each
 * @param problems what could not be read
 */
public record ScanResult(
        List<Violation> violations,
        List<NotKnown> notKnown,
        Annotations annotations,
        long classes,
        long archives,
        Map<String, Long> leftOut,
        List<Problem> problems) {}
