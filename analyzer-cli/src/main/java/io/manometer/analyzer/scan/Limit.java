package io.manometer.analyzer.scan;

/** What the code says of a limit. */
sealed interface Limit {
    /**
     * @param number the number that stands for no limit; -1 when there is none at all
     */
    record None(long number) implements Limit {}

    /** There is a number, far too high to matter. */
    record Huge(long number) implements Limit {}

    record Fine() implements Limit {}

    /** A parameter of the method it stands in: its callers know. */
    record ByParameter(int index) implements Limit {}

    record NotKnown(String why) implements Limit {}

    Limit NONE = new None(-1);
    Limit FINE = new Fine();

    default boolean missing() {
        return this instanceof None || this instanceof Huge;
    }
}
