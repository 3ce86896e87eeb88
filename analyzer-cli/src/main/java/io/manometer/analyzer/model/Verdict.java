package io.manometer.analyzer.model;

/** What a hop does with pressure. The texts are the source of the tables in {@code docs/verdicts.md}. */
public enum Verdict {
    /** A gate failed: the recording can't carry a verdict on this hop. */
    INSUFFICIENT_DATA(
            "nothing can be said: the data does not carry a verdict",
            "fewer than 10 windows, more than 5 % of the windows missing or lost, or conservation broken"),
    /** Never under load: nothing can be said about overload. */
    UNTESTED(
            "never under load: nothing can be said about overload",
            "no episode, utilisation p99 below 0.7 and depth p99 small"),
    /** Loaded, and always drained. */
    HEALTHY("loaded, and always drained", "no episode, utilisation p99 of at least 0.7 or depth touched"),
    /** Pressure came and went. */
    BURST("pressure came and went", "an episode that was short, or that drained before the recording ended"),
    /** Nothing leaves while work still arrives. */
    STALLED(
            "nothing leaves any more, and work still arrives",
            "no departure and never empty for 10 s or 3 consumer cycles up to the end, with arrivals in that time"),
    /** Work is left over; nothing leaves and nothing arrives. */
    STRANDED(
            "work is left over: nothing leaves, nothing arrives",
            "no departure and never empty for 10 s or 3 consumer cycles up to the end, without arrivals"),
    /** A constant backlog, neither growing nor at its limit. */
    STANDING(
            "a constant backlog, neither growing nor at its limit: pure added latency",
            "an episode without growth and without a response; floor / service rate is the added latency"),
    /** It grows and nobody upstream is blocked, refused or paused. */
    ABSORBS(
            "it grows, and nobody upstream is blocked, refused or paused",
            "growing; blocked < 10 %, refused < 1 %, paused < 10 %"),
    /** An advisory buffer grows and its signal to stop is ignored. */
    ABSORBS_IGNORING(
            "an advisory buffer grows, and its signal to stop is ignored",
            "growing, and at least 10 % was added while not writable; or deeper by what was added while some channel never was"),
    /** Its limit was reached and the producer slowed to the consumer's rate. */
    PROPAGATES(
            "its limit was reached, and the producer slowed to the consumer's rate",
            "blocked (or paused) at least 10 % of the time, flow matched within 5 %"),
    /** Its limit was reached and work was refused or dropped. */
    SHEDS("its limit was reached, and work was refused or dropped", "at least 1 % of the offers refused"),
    /** Its limit was reached and the caller had to do the work. */
    DEGRADES_CALLER(
            "its limit was reached, and the caller had to run the work itself",
            "at least 1 % of the offers run by the caller"),
    /** Full, and no producer-side signal was seen. */
    SATURATED_UNVERIFIED(
            "full, and no producer-side signal was seen",
            "filled to 90 % or more for half of the episode, no response above its threshold"),
    /** Two responses above their thresholds in one episode. */
    MIXED("two responses in one episode", "two of blocked, refused and run by the caller above their thresholds");

    private final String meaning;
    private final String evidence;

    Verdict(String meaning, String evidence) {
        this.meaning = meaning;
        this.evidence = evidence;
    }

    public String meaning() {
        return meaning;
    }

    /** The evidence without which the verdict is not given. */
    public String evidence() {
        return evidence;
    }

    /** Whether pressure ends up in the buffer: the class that an alarm is about. */
    public boolean absorbs() {
        return this == ABSORBS || this == ABSORBS_IGNORING || this == STALLED;
    }

    /** Whether whoever produces is told (slowed, refused, made to work) once the limit is reached. */
    public boolean responds() {
        return switch (this) {
            case PROPAGATES, SHEDS, DEGRADES_CALLER, MIXED -> true;
            default -> false;
        };
    }
}
