package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.Site;

/**
 * A buffer whose limit the code alone does not tell.
 *
 * @param made what is made there, as in {@code new LinkedBlockingQueue}
 * @param why where the limit comes from
 */
public record NotKnown(Site site, String made, String why) {
    /** One sentence, without the site. */
    public String message() {
        return made + ": its limit is " + why;
    }
}
