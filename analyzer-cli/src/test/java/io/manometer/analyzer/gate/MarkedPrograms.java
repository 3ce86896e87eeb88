package io.manometer.analyzer.gate;

import io.manometer.annotations.BoundedElsewhere;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** Compiled with the tests, and read as class files; lines are found by their stack traces. */
final class MarkedPrograms {
    private MarkedPrograms() {}

    static StackTraceElement here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow())
                .toStackTraceElement();
    }

    /** A buffer that knows where it was created. */
    static final class Traced extends LinkedBlockingQueue<String> {
        final StackTraceElement at;

        Traced(StackTraceElement at) {
            this.at = at;
        }
    }

    static final class OnField {
        @BoundedElsewhere("field")
        final Traced marked = new Traced(here());

        final Traced plain = new Traced(here());
    }

    static final class OnMethods {
        @BoundedElsewhere("constructor")
        OnMethods() {
            at = new Traced(here());
        }

        final Traced at;

        @BoundedElsewhere("method")
        static Traced method() {
            return new Traced(here());
        }

        @BoundedElsewhere("lambda")
        static Traced inLambda() {
            Supplier<Traced> supplier = () -> new Traced(here());
            return supplier.get();
        }

        static Traced unmarked() {
            return new Traced(here());
        }
    }

    @BoundedElsewhere("class")
    static final class OnClass {
        static Traced method() {
            return new Traced(here());
        }

        static Traced inAnonymousClass() {
            return new Supplier<Traced>() {
                @Override
                public Traced get() {
                    return new Traced(here());
                }
            }.get();
        }
    }

    static Queue<String> noMark() {
        BlockingQueue<String> other = new LinkedBlockingQueue<>();
        return other.isEmpty() ? new ConcurrentLinkedQueue<>() : other;
    }
}
