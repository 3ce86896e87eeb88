package io.manometer.testapps.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every scenario in a JVM of its own under the built agent, its recording judged by the built analyzer. The sources are
 * seeded; {@code -Dscenarios.seed=N} repeats another run.
 */
class ScenariosIT {
    private static final long SECONDS = 25;
    private static final long SEED = Long.getLong("scenarios.seed", 1);

    /** Programs sleep most of the time, so more of them than processors fit side by side. */
    private static final int PARALLEL = 7;

    /** What differs between Java releases: locks, pools, virtual threads, flight recorder. */
    private static final Set<String> AGAIN_ON_25 =
            Set.of("4", "5", "21", "23b", "25", "26", "27", "101", "102", "106", "109");

    @Test
    void every_scenario_gets_the_verdict_it_must_get() throws IOException, InterruptedException {
        List<Grading.Job> jobs = new ArrayList<>();
        Built.java25()
                .ifPresent(java -> jobs.addAll(Grading.jobs(
                        fork(java), "25", SEED, SECONDS, scenario -> AGAIN_ON_25.contains(scenario.id()))));
        jobs.addAll(Grading.jobs(
                fork(Built.javaHere()),
                Integer.toString(Runtime.version().feature()),
                SEED,
                SECONDS,
                scenario -> true));

        List<Grade> grades = Grading.grade(jobs, PARALLEL);

        String table = Table.of(grades);
        System.out.println(table);
        assertThat(grades.stream().filter(grade -> grade.mark().fails()).map(ScenariosIT::inShort))
                .as("wrong answers; all answers, seed %d:%n%s", SEED, table)
                .isEmpty();
    }

    private static String inShort(Grade grade) {
        return String.format(
                "%s: scenario %s on JDK %s, %s: expected %s, got %s %s",
                grade.mark(),
                grade.run().scenario().id(),
                grade.run().java(),
                grade.hop(),
                grade.expected(),
                grade.got(),
                grade.note());
    }

    private static Fork fork(Path java) {
        return new Fork(java, Built.AGENT, Built.ANALYZER, Built.APPS, Path.of("target/scenarios-it"));
    }
}
