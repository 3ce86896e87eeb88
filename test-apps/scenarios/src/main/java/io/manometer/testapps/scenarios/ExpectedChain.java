package io.manometer.testapps.scenarios;

import org.jspecify.annotations.Nullable;

/**
 * What a report has to say of a chain; hops are given by field.
 *
 * @param bottleneck the hop whose consumers are the bottleneck
 * @param verdict {@code PROPAGATES_TO_SOURCE} or {@code BROKEN}
 * @param brokenAt where the pressure ends, null if it reaches the source
 */
public record ExpectedChain(
        String bottleneck, String verdict, @Nullable String brokenAt) {

    static ExpectedChain propagatesToSource(String bottleneck) {
        return new ExpectedChain(bottleneck, "PROPAGATES_TO_SOURCE", null);
    }

    static ExpectedChain broken(String bottleneck, String at) {
        return new ExpectedChain(bottleneck, "BROKEN", at);
    }
}
