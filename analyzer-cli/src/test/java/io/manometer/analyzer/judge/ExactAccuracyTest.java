package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.judge.Simulation.Policy;
import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The exact verdict of bounded buffers, and bottleneck and break of chains, with random parameters; prints its tables. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExactAccuracyTest {
    private static final int RUNS = Integer.getInteger("manometer.accuracy.runs", 150);
    private static final long SEED = Long.getLong("manometer.accuracy.seed", 20_261_121L);
    private static final int SECONDS = 60;

    @Test
    void bounded_buffers_in_overload_get_the_verdict_of_their_policy() {
        Map<Policy, Verdict> expected = new EnumMap<>(Map.of(
                Policy.BLOCK, Verdict.PROPAGATES,
                Policy.EXCEPTION, Verdict.SHEDS,
                Policy.FALSE, Verdict.SHEDS,
                Policy.DROP_NEWEST, Verdict.SHEDS,
                Policy.DROP_OLDEST, Verdict.SHEDS,
                Policy.CALLER_RUNS, Verdict.DEGRADES_CALLER));
        int right = 0;
        int all = 0;
        System.out.println("First seed " + SEED + "\n\n| policy | right | verdicts in overload |\n| --- | --- | --- |");
        for (Map.Entry<Policy, Verdict> entry : expected.entrySet()) {
            Map<Verdict, Integer> verdicts = new TreeMap<>();
            for (int i = 0; i < RUNS; i++) {
                verdicts.merge(bounded(SEED + i, entry.getKey(), true), 1, Integer::sum);
            }
            int matches = verdicts.getOrDefault(entry.getValue(), 0);
            right += matches;
            all += RUNS;
            System.out.printf("| %s | %d of %d | %s |%n", entry.getKey(), matches, RUNS, verdicts);
        }
        assertThat((double) right / all)
                .as("exact verdicts, first seed " + SEED)
                .isGreaterThan(0.95);
    }

    @Test
    void bounded_buffers_below_their_limit_are_left_alone() {
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        for (int i = 0; i < RUNS; i++) {
            verdicts.merge(bounded(SEED + i, Policy.BLOCK, false), 1, Integer::sum);
        }
        System.out.println("Bounded, below the limit: " + verdicts);
        assertThat(verdicts.keySet())
                .as("first seed " + SEED)
                .isSubsetOf(Verdict.HEALTHY, Verdict.UNTESTED, Verdict.BURST, Verdict.STANDING);
    }

    @Test
    void chains_name_their_bottleneck_and_where_they_break() {
        int bottlenecks = 0;
        int breaks = 0;
        Map<Chain.CrossCheck, Integer> checks = new EnumMap<>(Chain.CrossCheck.class);
        for (int i = 0; i < RUNS; i++) {
            RandomGenerator random = random(SEED + i);
            RandomChain chain = new RandomChain(SEED + i, random);
            Analysis analysis = chain.run();
            List<Chain> chains = analysis.chains();
            Chain first = chains.isEmpty() ? null : chains.get(0);
            bottlenecks += first != null && Long.valueOf(chain.slowest).equals(first.bottleneck()) ? 1 : 0;
            if (first != null && first.bottleneck() != null) {
                checks.merge(first.crossCheck(), 1, Integer::sum);
            }
            breaks += first != null && Objects.equals(chain.breakAt, first.brokenAt()) ? 1 : 0;
        }
        System.out.printf(
                "Chains of 3: bottleneck %d of %d, break %d of %d, cross-check %s%n",
                bottlenecks, RUNS, breaks, RUNS, checks);
        assertThat(checks.getOrDefault(Chain.CrossCheck.DISAGREES, 0))
                .as("first seed " + SEED)
                .isLessThanOrEqualTo(RUNS / 20);
        assertThat((double) bottlenecks / RUNS).as("first seed " + SEED).isGreaterThan(0.95);
        assertThat((double) breaks / RUNS).as("first seed " + SEED).isGreaterThan(0.95);
    }

    private static Verdict bounded(long seed, Policy policy, boolean over) {
        RandomGenerator random = random(seed);
        double mu = 20 * Math.pow(100, random.nextDouble());
        double rho = over ? 1.15 + 0.85 * random.nextDouble() : 0.3 + 0.5 * random.nextDouble();
        long capacity = (long) (20 * Math.pow(100, random.nextDouble()));
        // A buffer that takes longer than the recording to fill absorbs.
        capacity = (long) Math.max(2, Math.min(capacity, (rho - 1) * mu * SECONDS / 4));
        if (!over) {
            capacity = (long) Math.max(50, mu / 2);
        }
        Simulation simulation = new Simulation(seed).source(rho * mu);
        simulation.hop("orders", capacity, policy, mu);
        return simulation.run(SECONDS).judge().hops().get(0).verdict();
    }

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed ^ 0x5DEECE66DL);
    }

    /** Source -> 1 -> 2 -> 3, one stage at 40 to 70 % of the load, each queue bounded or not. */
    private static final class RandomChain {
        private final Simulation simulation;
        private final long slowest;
        private final Long breakAt;

        private RandomChain(long seed, RandomGenerator random) {
            double load = 100 * Math.pow(10, random.nextDouble());
            simulation = new Simulation(seed).source(load);
            slowest = 1 + random.nextInt(3);
            Long broken = null;
            Simulation.Node before = null;
            for (int id = 1; id <= 3; id++) {
                boolean bounded = random.nextBoolean();
                double speed = id == slowest ? 0.4 + 0.3 * random.nextDouble() : 1.3 + random.nextDouble();
                long capacity = bounded ? 20 + random.nextInt(200) : -1;
                Simulation.Node node =
                        simulation.hop("q" + id, capacity, bounded ? Policy.BLOCK : Policy.GROW, speed * load);
                if (before != null) {
                    before.feeds(node);
                }
                before = node;
                broken = !bounded && id <= slowest ? Long.valueOf(id) : broken;
            }
            breakAt = broken;
        }

        private Analysis run() {
            return simulation.run(SECONDS).judge();
        }
    }
}
