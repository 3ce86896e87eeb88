package io.manometer.agent.instrument;

/** A class is not as the table knows it: a patch found no place in it. */
final class PatchMismatch extends Exception {
    private static final long serialVersionUID = 1L;

    PatchMismatch(Patch patch) {
        super(patch.toString());
    }
}
