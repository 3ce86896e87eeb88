package io.manometer.analyzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.Outcome;
import io.manometer.analyzer.gate.Site;
import io.manometer.analyzer.scan.LabelledSet.Snippet;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How often the scan is right, on code that was written before it. */
class LabelledSetTest {
    private static LabelledSet set;
    private static ScanResult result;

    /** What a build would see: what the shipped allow-list excuses is not reported. */
    private static final Set<Snippet> REPORTED = new LinkedHashSet<>();

    private static final Set<Snippet> SAID_NOT_KNOWN = new LinkedHashSet<>();

    @BeforeAll
    static void scan() throws IOException {
        set = LabelledSet.read();
        result = Scan.of(List.of(LabelledSet.CLASSES));
        Gate.check(GateRequest.of(List.of()).withScan(result.violations()).withAnnotations(result.annotations()))
                .of(Outcome.Status.NEW)
                .forEach(outcome -> REPORTED.add(at(outcome.violation().site())));
        result.notKnown().stream().map(NotKnown::site).forEach(site -> SAID_NOT_KNOWN.add(at(site)));
    }

    private static Snippet at(Site site) {
        return set.at(site.file(), site.line()).orElseThrow(() -> new AssertionError("outside of the set: " + site));
    }

    @Test
    void theSetIsLargeAndHasEveryKind() {
        TreeMap<String, Long> counts = new TreeMap<>();
        set.snippets().forEach(snippet -> counts.merge(snippet.truth(), 1L, Long::sum));

        assertThat(set.snippets()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(counts.keySet()).containsExactly("BOUNDED", "CONFIGURED", "DISGUISED", "LEGITIMATE", "UNBOUNDED");
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void reportsWhatHasNoLimitAndLittleElse() {
        List<Snippet> missed = set.snippets().stream()
                .filter(Snippet::positive)
                .filter(snippet -> !REPORTED.contains(snippet))
                .toList();
        List<Snippet> wrong =
                REPORTED.stream().filter(snippet -> !snippet.positive()).toList();
        long right = REPORTED.size() - wrong.size();
        double precision = (double) right / REPORTED.size();
        double recall = (double) right / (right + missed.size());
        System.out.printf(
                Locale.ROOT,
                "labelled set: %d snippets, %d reported; precision %.3f, recall %.3f%n  missed: %s%n  wrong: %s%n",
                set.snippets().size(),
                REPORTED.size(),
                precision,
                recall,
                missed,
                wrong);

        assertThat(precision).isGreaterThanOrEqualTo(0.95);
        assertThat(recall).isGreaterThanOrEqualTo(0.90);
    }

    @Test
    void saysOfWhatIsConfiguredThatItCanNotKnow() {
        assertThat(set.snippets().stream().filter(snippet -> snippet.truth().equals("CONFIGURED")))
                .allSatisfy(snippet -> assertThat(SAID_NOT_KNOWN).contains(snippet));
    }
}
