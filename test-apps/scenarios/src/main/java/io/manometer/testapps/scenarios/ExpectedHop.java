package io.manometer.testapps.scenarios;

import java.util.List;
import java.util.Set;

/**
 * What a report has to say of one hop.
 *
 * @param field the field that holds the buffer: a report's name for the hop ends with it
 * @param right any of these verdicts is right, the first one is the best
 * @param never verdicts that would be a serious error
 * @param tags all of these must be there
 * @param neverTags none of these may be there
 * @param utilisation demand over capacity that the program is set to, 0 where that is no measure of it; a run whose realised
 *     value is too close to 1, or on the other side of it, is not graded
 * @param unit what one item of the load counts as in the hop: 1, or its bytes in a channel
 * @param episodes with the time at which each begins, in order
 */
public record ExpectedHop(
        String field,
        List<Verdict> right,
        Set<Verdict> never,
        Set<String> tags,
        Set<String> neverTags,
        double utilisation,
        int unit,
        List<ExpectedEpisode> episodes) {

    /** Between these, nobody can tell from a short run whether a queue grows. */
    private static final double TOO_CLOSE_BELOW = 0.97;

    private static final double TOO_CLOSE_ABOVE = 1.03;

    static ExpectedHop hop(String field, Verdict... right) {
        return new ExpectedHop(field, List.of(right), Set.of(), Set.of(), Set.of(), 0, 1, List.of());
    }

    ExpectedHop never(Verdict... verdicts) {
        return new ExpectedHop(field, right, Set.of(verdicts), tags, neverTags, utilisation, unit, episodes);
    }

    ExpectedHop tagged(String... all) {
        return new ExpectedHop(field, right, never, Set.of(all), neverTags, utilisation, unit, episodes);
    }

    ExpectedHop notTagged(String... any) {
        return new ExpectedHop(field, right, never, tags, Set.of(any), utilisation, unit, episodes);
    }

    /** Episodes that must be there, in this order; there may be others between them. */
    ExpectedHop episodes(ExpectedEpisode... inOrder) {
        return new ExpectedHop(field, right, never, tags, neverTags, utilisation, unit, List.of(inOrder));
    }

    /** The utilisation it is set to, for hops that are defined by it. */
    ExpectedHop at(double configured) {
        return new ExpectedHop(field, right, never, tags, neverTags, configured, unit, episodes);
    }

    /** For a channel, which counts bytes: how many it adds for each item. */
    ExpectedHop bytesEach(int bytes) {
        return new ExpectedHop(field, right, never, tags, neverTags, utilisation, bytes, episodes);
    }

    /** Whether a run with this realised utilisation is the case that the hop stands for. */
    public boolean gradableAt(double realised) {
        if (utilisation == 0) {
            return true;
        }
        return utilisation < 1 ? realised < TOO_CLOSE_BELOW : realised > TOO_CLOSE_ABOVE;
    }
}
