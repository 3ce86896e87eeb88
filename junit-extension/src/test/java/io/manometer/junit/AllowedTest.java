package io.manometer.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.gate.AllowEntry;
import io.manometer.analyzer.gate.AllowList;
import io.manometer.analyzer.gate.GateRule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AllowedTest {
    private static final Allowed NOTHING_OF_ITS_OWN = Allowed.with("");

    @Test
    void what_the_gate_allows_everywhere_is_allowed_here() {
        assertThat(AllowList.shipped().entries()).isNotEmpty().allSatisfy(entry -> {
            boolean aboutQueues = entry.rules().isEmpty() || entry.rules().contains(GateRule.UNBOUNDED_QUEUE);
            if (aboutQueues && entry.site() != null) {
                assertThat(examples(entry.site()))
                        .allSatisfy(site -> assertThat(NOTHING_OF_ITS_OWN.covers(queue("com.acme.Q", site)))
                                .isTrue());
            }
            if (aboutQueues && entry.type() != null) {
                assertThat(examples(entry.type()))
                        .allSatisfy(type -> assertThat(NOTHING_OF_ITS_OWN.covers(queue(type, "com.acme.A.b(A.java:1)")))
                                .isTrue());
            }
        });
    }

    @Test
    void what_is_allowed_here_is_on_that_list() {
        String shipped =
                AllowList.shipped().entries().stream().map(AllowEntry::toString).reduce("", String::concat);
        assertThat(Allowed.SITES).allSatisfy(site -> assertThat(shipped).contains(site.replace("*", "")));
        assertThat(Allowed.TYPES).allSatisfy(type -> assertThat(shipped).contains(type.replace("*", "")));
    }

    @Test
    void a_pattern_of_the_project_is_held_against_class_and_method() {
        Allowed allowed = Allowed.with("com.acme.Mail.*, com.acme.Shop.open");

        assertThat(allowed.covers(queue("Q", "com.acme.Mail.send(Mail.java:3)")))
                .isTrue();
        assertThat(allowed.covers(queue("Q", "com.acme.Shop.open(Shop.java:3)")))
                .isTrue();
        assertThat(allowed.covers(queue("Q", "com.acme.Shop.opened(Shop.java:3)")))
                .isFalse();
        assertThat(allowed.covers(queue("Q", "com.acme.Mailer.send(Mailer.java:3)")))
                .isFalse();
    }

    private static Creation queue(String type, String site) {
        return new Creation(type, site, "queue", "main", "");
    }

    /** Texts that a pattern of literals and stars matches. */
    private static List<String> examples(Pattern pattern) {
        Matcher literals = Pattern.compile("\\\\Q(.*?)\\\\E").matcher(pattern.pattern());
        return literals.results()
                .map(result -> result.group(1))
                .filter(literal -> !literal.isEmpty())
                .map(literal -> literal.endsWith(".") ? literal + "X.y" : literal)
                .filter(text -> pattern.matcher(text).matches())
                .toList();
    }
}
