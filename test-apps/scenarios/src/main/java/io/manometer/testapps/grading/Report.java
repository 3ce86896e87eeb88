package io.manometer.testapps.grading;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the analyzer said: the part of its JSON that is graded. */
record Report(List<Hop> hops, List<Chain> chains) {

    /** One hop. */
    record Hop(
            String id,
            String name,
            String site,
            String verdict,
            Set<String> tags,
            String confidence,
            double arrivals,
            List<Episode> episodes) {

        /** Whether a report's name for the hop ends with the field's name. */
        boolean isNamedAfter(String field) {
            return name.matches("(.*[^\\p{Alnum}_])?" + Pattern.quote(field) + "([^\\p{Alnum}_].*)?");
        }
    }

    /** When a verdict on a hop began to hold. */
    record Episode(String verdict, long fromMillis) {}

    /** One chain; hops by id. */
    record Chain(String bottleneck, String verdict, String brokenAt) {}

    static Report parse(String json) {
        Map<String, @Nullable Object> root = Json.object(json);
        return new Report(
                objects(root.get("hops")).stream().map(Report::hop).toList(),
                objects(root.get("chains")).stream().map(Report::chain).toList());
    }

    List<Hop> hopsNamedAfter(String field) {
        return hops.stream().filter(hop -> hop.isNamedAfter(field)).toList();
    }

    /** The name of a hop given by id; ids that aren't known are returned as they are. */
    String nameOf(String id) {
        Optional<Hop> found = hops.stream().filter(hop -> hop.id.equals(id)).findFirst();
        return found.map(Hop::name).orElse(id);
    }

    private static Hop hop(Map<String, @Nullable Object> json) {
        return new Hop(
                text(json, "id"),
                text(json, "name"),
                text(json, "site"),
                text(json, "verdict"),
                strings(json.get("tags")),
                text(json, "confidence"),
                json.get("arrivals") instanceof Double number ? number : 0,
                objects(json.get("episodes")).stream()
                        .map(episode -> new Episode(text(episode, "verdict"), millis(text(episode, "from"))))
                        .toList());
    }

    private static long millis(String instant) {
        return instant.isEmpty() ? 0 : Instant.parse(instant).toEpochMilli();
    }

    private static Chain chain(Map<String, @Nullable Object> json) {
        return new Chain(text(json, "bottleneck"), text(json, "verdict"), text(json, "brokenAt"));
    }

    private static String text(Map<String, @Nullable Object> json, String key) {
        Object value = json.get(key);
        if (value instanceof Double number && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return value == null ? "" : value.toString();
    }

    private static Set<String> strings(@Nullable Object array) {
        return array instanceof Collection<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    @SuppressWarnings("unchecked") // The reader makes no other maps.
    private static List<Map<String, @Nullable Object>> objects(@Nullable Object array) {
        if (!(array instanceof Collection<?> values)) {
            return List.of();
        }
        return values.stream()
                .filter(Objects::nonNull)
                .map(value -> (Map<String, @Nullable Object>) value)
                .toList();
    }
}
