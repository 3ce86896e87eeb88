package io.manometer.analyzer.scan;

/** Where the limit of what a call makes can be read. Arguments count from 0, without the receiver. */
sealed interface LimitBy {
    /** There is none, whatever the arguments are. */
    record Nothing() implements LimitBy {}

    /** There is always one that matters. */
    record Itself() implements LimitBy {}

    /** An argument is the limit. */
    record Number(int argument) implements LimitBy {}

    /** An argument is the limit where it is a huge number; what it is otherwise doesn't matter. */
    record HugeNumber(int argument) implements LimitBy {}

    /** An argument is an enum constant, of which {@code BUFFER} stands for no limit. */
    record Strategy(int argument) implements LimitBy {}

    /** A boolean says that there is none; otherwise the number is it. */
    record NumberUnless(int unbounded, int number) implements LimitBy {}

    LimitBy NOTHING = new Nothing();
    LimitBy ITSELF = new Itself();
}
