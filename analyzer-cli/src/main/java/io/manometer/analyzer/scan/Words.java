package io.manometer.analyzer.scan;

import java.util.Locale;

/** How numbers and names are written in messages. */
final class Words {
    private Words() {}

    static String number(long number) {
        return number == Integer.MAX_VALUE
                ? "Integer.MAX_VALUE"
                : String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('/')) + 1)
                .replace('$', '.');
    }

    /** The name without its package, or what it is when it has none. */
    static String named(String type) {
        String last = type.substring(type.lastIndexOf('$') + 1);
        boolean anonymous = !last.isEmpty() && last.chars().allMatch(Character::isDigit);
        return anonymous ? "this anonymous class" : simple(type);
    }

    static String plural(long count, String one, String many) {
        return number(count) + ' ' + (count == 1 ? one : many);
    }
}
