package io.manometer.agent.instrument;

/** A class is not as the table knows it: a patch found no place in it, or not there what it passes. */
final class PatchMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    PatchMismatch(String missing, Patch patch) {
        super(missing + " for the patch of " + patch);
    }
}
