package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Load;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A program and what must be said about it.
 *
 * @param id its number in the table of docs/scenarios.md, with a letter for variants; from 101 on they are this project's additions
 * @param shortest below this run time the right verdict can't be reached
 * @param release oldest Java release that can run it
 * @param program makes the program for a run of the given length, its buffers included
 * @param chain null where chains aren't graded
 */
public record Scenario(
        String id,
        String title,
        Duration shortest,
        int release,
        Function<Duration, Program> program,
        List<ExpectedHop> hops,
        @Nullable ExpectedChain chain) {

    private static final Duration SHORTEST = Duration.ofSeconds(20);
    private static final int ANY_RELEASE = 17;

    static Scenario scenario(String id, String title, Function<Duration, Program> program, ExpectedHop... hops) {
        return new Scenario(id, title, SHORTEST, ANY_RELEASE, program, List.of(hops), null);
    }

    Scenario chain(ExpectedChain expected) {
        return new Scenario(id, title, shortest, release, program, hops, expected);
    }

    Scenario needsRelease(int oldest) {
        return new Scenario(id, title, shortest, oldest, program, hops, chain);
    }

    Scenario needsSeconds(int seconds) {
        return new Scenario(id, title, Duration.ofSeconds(seconds), release, program, hops, chain);
    }

    /** Starts the program; its load lasts until the JVM exits. */
    public Load start(Duration length, long seed) {
        Program started = program.apply(length);
        Load load = new Load(length, seed);
        started.start(load);
        return load;
    }
}
