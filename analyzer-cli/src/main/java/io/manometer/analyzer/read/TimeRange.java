package io.manometer.analyzer.read;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of the recordings to judge. Each end is one of: an instant ({@code 2026-03-01T03:12:00Z}, or with an offset), a
 * local date and time, a local time of day ({@code 03:12} or {@code 03:12:40}) on the day of the recording, an offset from
 * its start ({@code +30s}) or from its end ({@code -2m}). Units are {@code ms}, {@code s}, {@code m}, {@code h}.
 *
 * @param from null for the start of the recording
 * @param to null for its end
 */
public record TimeRange(@Nullable String from, @Nullable String to) {
    public static final TimeRange ALL = new TimeRange(null, null);

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{1,9})(ms|s|m|h)");

    /** Refuses what {@link #within} would not understand. */
    public TimeRange {
        Instant anyTime = Instant.parse("2026-01-01T00:00:00Z");
        instant(from, anyTime, anyTime, anyTime, ZoneId.systemDefault());
        instant(to, anyTime, anyTime, anyTime, ZoneId.systemDefault());
    }

    public boolean isAll() {
        return from == null && to == null;
    }

    /** As it was given on the command line. */
    @Override
    public String toString() {
        return (from == null ? "" : "--from " + from)
                + (from == null || to == null ? "" : " ")
                + (to == null ? "" : "--to " + to);
    }

    /** First and last instant of that part in a recording of the given length. */
    record Bounds(Instant from, Instant to) {
        boolean includes(Instant instant) {
            return !instant.isBefore(from) && !instant.isAfter(to);
        }
    }

    Bounds within(Instant start, Instant end) {
        ZoneId zone = ZoneId.systemDefault();
        return new Bounds(instant(from, Instant.MIN, start, end, zone), instant(to, Instant.MAX, start, end, zone));
    }

    private static Instant instant(@Nullable String text, Instant fallback, Instant start, Instant end, ZoneId zone) {
        if (text == null) {
            return fallback;
        }
        Matcher offset = OFFSET.matcher(text.toLowerCase(Locale.ROOT));
        if (offset.matches()) {
            Duration duration = duration(Long.parseLong(offset.group(2)), offset.group(3));
            return offset.group(1).equals("+") ? start.plus(duration) : end.minus(duration);
        }
        try {
            return text.contains("T") ? absolute(text, zone) : timeOfDay(LocalTime.parse(text), start, zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time: give 03:12:40, 2026-03-01T03:12:40Z, +30s (from the start) or -2m (from"
                            + " the end)",
                    e);
        }
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static Instant absolute(String text, ZoneId zone) {
        boolean hasOffset = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d");
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    private static Instant timeOfDay(LocalTime time, Instant start, ZoneId zone) {
        ZonedDateTime recording = start.atZone(zone);
        ZonedDateTime sameDay = recording.with(time);
        boolean dayBefore = sameDay.isBefore(recording.minusHours(1));
        return (dayBefore ? sameDay.plusDays(1) : sameDay).toInstant();
    }
}
