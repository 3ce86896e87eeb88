package io.manometer.benchmarks;

/** Prints which Java runs it. */
final class Version {
    private Version() {}

    public static void main(String[] arguments) {
        System.out.println(Runtime.version().feature());
    }
}
