package io.manometer.analyzer.judge;

/** How much waiting is acceptable before work counts as standing. */
public enum Profile {
    /** 20 ms: the limit at which WeChat's DAGOR sheds load (Zhou et al., SoCC 2018). */
    INTERACTIVE(0.02),
    /** 100 ms: CoDel's interval, in which a good queue drains at least once (RFC 8289); the default. */
    TARGET(0.1),
    /** 5 s, for work that nobody waits for. */
    BATCH(5);

    private final double targetSeconds;

    Profile(double targetSeconds) {
        this.targetSeconds = targetSeconds;
    }

    public double targetSeconds() {
        return targetSeconds;
    }
}
