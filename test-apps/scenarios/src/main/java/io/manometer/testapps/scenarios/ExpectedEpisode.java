package io.manometer.testapps.scenarios;

/**
 * What must begin when; the load generator knows.
 *
 * @param share of the run after which it begins, to which {@code seconds} are added
 * @param within so many seconds of that, before or after
 */
public record ExpectedEpisode(Verdict verdict, double share, double seconds, double within) {
    static ExpectedEpisode fromTheStart(Verdict verdict, double within) {
        return new ExpectedEpisode(verdict, 0, 0, within);
    }

    static ExpectedEpisode fromHalfTime(Verdict verdict, double within) {
        return new ExpectedEpisode(verdict, 0.5, 0, within);
    }

    static ExpectedEpisode after(double seconds, Verdict verdict, double within) {
        return new ExpectedEpisode(verdict, 0, seconds, within);
    }

    /** Seconds after the load began. */
    public double onset(double length) {
        return share * length + seconds;
    }
}
