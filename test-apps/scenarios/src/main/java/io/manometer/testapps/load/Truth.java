package io.manometer.testapps.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What really happened, by the load generator's own count.
 *
 * @param startMillis when the load began, milliseconds since the epoch
 * @param seconds how long the load ran
 */
public record Truth(String program, long seed, long startMillis, double seconds, List<Hop> hops) {

    /**
     * One hop.
     *
     * @param demand arrivals that were due, whether the source got round to offering them or not
     * @param offered attempts to hand work in
     * @param accepted attempts that succeeded
     * @param refused attempts that the caller saw fail; what is dropped silently is offered, neither accepted nor refused
     * @param served items whose service ended
     * @param capacity items per second that the servers can do, from the time they were busy
     * @param utilisation demand per second over {@code capacity}; 0 where nothing was served
     */
    public record Hop(
            String name,
            long demand,
            long offered,
            long accepted,
            long refused,
            long served,
            double capacity,
            double utilisation) {

        private String toJson() {
            return String.format(
                    Locale.ROOT,
                    "{\"name\":\"%s\",\"demand\":%d,\"offered\":%d,\"accepted\":%d,\"refused\":%d,\"served\":%d,"
                            + "\"capacity\":%.2f,\"utilisation\":%.4f}",
                    name,
                    demand,
                    offered,
                    accepted,
                    refused,
                    served,
                    capacity,
                    utilisation);
        }
    }

    public String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"program\":\"%s\",\"seed\":%d,\"startMillis\":%d,\"seconds\":%.2f,\"hops\":[%s]}%n",
                program,
                seed,
                startMillis,
                seconds,
                hops.stream().map(Hop::toJson).collect(Collectors.joining(",")));
    }
}
