package io.manometer.analyzer.gate;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided to live with. Patterns have {@code *} for any text; a null one matches everything.
 *
 * @param rules empty for every rule
 * @param site of {@code pkg.Class.method}
 * @param type of the class of the buffer or of its work queue
 * @param kind of the hop's kind
 * @param threads of the name pattern of a pool's threads
 * @param hop of what a person calls it
 * @param expires the last day on which it holds; null for good
 * @param origin file and line it stands in
 */
public record AllowEntry(
        Set<GateRule> rules,
        @Nullable Pattern site,
        @Nullable Pattern type,
        @Nullable Pattern kind,
        @Nullable Pattern threads,
        @Nullable Pattern hop,
        String reason,
        @Nullable LocalDate expires,
        String origin) {

    private static final Set<GateRule> MISSING_LIMITS = Set.of(
            GateRule.UNBOUNDED_QUEUE,
            GateRule.EFFECTIVELY_UNBOUNDED_QUEUE,
            GateRule.UNBOUNDED_THREADS,
            GateRule.UNREACHABLE_MAX_POOL);

    /** Allows missing limits at sites that are known and match none of these patterns: those of libraries. */
    static AllowEntry elsewhere(List<String> own, String origin) {
        return new AllowEntry(
                MISSING_LIMITS,
                Pattern.compile("(?!(?:" + glob(own).pattern() + ")\\z).+", Pattern.DOTALL),
                null,
                null,
                null,
                null,
                "created by a library: its site is outside of " + String.join(", ", own),
                null,
                origin);
    }

    /** Allows all at these sites, patterns with {@code *} for any text. */
    public static AllowEntry ofSites(List<String> sites, String reason, String origin) {
        return new AllowEntry(Set.of(), glob(sites), null, null, null, null, reason, null, origin);
    }

    boolean expired(LocalDate today) {
        return expires != null && today.isAfter(expires);
    }

    boolean matches(Violation violation) {
        return (rules.isEmpty() || rules.contains(violation.rule()))
                && matches(site, violation.site().member(), violation.site().stableMember())
                && matches(type, violation.type(), violation.bufferType())
                && matches(kind, violation.kind())
                && matches(threads, violation.threads())
                && matches(hop, violation.hop());
    }

    private static boolean matches(@Nullable Pattern pattern, String... texts) {
        if (pattern == null) {
            return true;
        }
        for (String text : texts) {
            if (pattern.matcher(text).matches()) {
                return true;
            }
        }
        return false;
    }

    /** One of these texts, in which {@code *} stands for any text and all else for itself. */
    static Pattern glob(List<String> texts) {
        String regex = texts.stream()
                .map(text ->
                        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
