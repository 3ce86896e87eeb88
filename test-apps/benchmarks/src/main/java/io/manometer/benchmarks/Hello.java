package io.manometer.benchmarks;

/** The program whose start-up is measured. */
final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
