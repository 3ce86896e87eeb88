package io.manometer.analyzer.gate;

/**
 * What became of a violation.
 *
 * @param reason why it is allowed, or where the baseline is; empty for a new one
 * @param fails whether it fails the build
 */
public record Outcome(Violation violation, Status status, String reason, boolean fails) {
    public enum Status {
        /** Neither allowed nor known. */
        NEW,
        /** By an entry of {@code manometer.toml}, or of the list that Manometer ships. */
        ALLOWED,
        /** By an annotation in the code. */
        ANNOTATED,
        /** Known since the baseline was written. */
        BASELINED
    }
}
