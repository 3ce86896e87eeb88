package io.manometer.analyzer.model;

/** How far a verdict can be trusted. {@link #LOW} never yields a finding of severity {@link Severity#ERROR}. */
public enum Confidence {
    HIGH("at least 60 s of evidence; conservation and Little's law hold; the recorder lost nothing"),
    MEDIUM("30 to 60 s of evidence, or one of the checks for HIGH is not met"),
    LOW("less than 30 s of evidence, or several checks are not met");

    private final String meaning;

    Confidence(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** One step less sure. */
    public Confidence lowered() {
        return this == HIGH ? MEDIUM : LOW;
    }
}
