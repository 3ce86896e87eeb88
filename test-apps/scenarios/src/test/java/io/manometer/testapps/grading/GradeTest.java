package io.manometer.testapps.grading;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.testapps.grading.Grade.Mark;
import io.manometer.testapps.scenarios.Scenarios;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradeTest {
    private static final String REPORT = """
            {"schemaVersion":1,"hops":[{"id":"7","name":"UnboundedQueue.orders","verdict":"%s",
            "tags":["UNBOUNDED"],"confidence":"LOW","arrivals":%d,"episodes":[{"verdict":"%s","from":"1970-01-01T00:16:42Z"}]}],"chains":[]}""";

    @Test
    void the_right_verdict_is_ok() {
        assertThat(grade("ABSORBS", 1_000, 2).mark()).isEqualTo(Mark.OK);
    }

    @Test
    void another_verdict_is_wrong() {
        assertThat(grade("BURST", 1_000, 2).mark()).isEqualTo(Mark.WRONG);
    }

    @Test
    void a_run_too_close_to_full_utilisation_is_not_graded() {
        assertThat(grade("BURST", 1_000, 1.02).mark()).isEqualTo(Mark.UNGRADED);
    }

    @Test
    void arrivals_counted_twice_are_noticed() {
        assertThat(grade("ABSORBS", 2_000, 2).mark()).isEqualTo(Mark.DETAIL);
    }

    @Test
    void a_chain_is_graded_by_the_names_of_its_hops() {
        Report report = Report.parse("""
                {"hops":[{"id":1,"name":"ThreeStages.orders","verdict":"PROPAGATES"},
                {"id":2,"name":"ThreeStages.toDatabase","verdict":"PROPAGATES"}],
                "chains":[{"bottleneck":2,"verdict":"PROPAGATES_TO_SOURCE","brokenAt":null}]}""");
        Grade.Run run = new Grade.Run(Scenarios.find("26").orElseThrow(), "17", 1, 60);
        Map<String, Grade.TruthOfHop> truth = Map.of("toDatabase", new Grade.TruthOfHop(1_000, 2, 1_000_000, 60));

        assertThat(Grade.grade(run, report, truth, Gauges.none()))
                .extracting(Grade::mark)
                .containsOnly(Mark.OK);
    }

    @Test
    void a_hop_is_found_by_the_end_of_its_name_whatever_signs_are_in_it() {
        Report report = Report.parse("""
                {"hops":[{"id":1,"name":"QuoteFeed$Subscriber (connected)"},{"id":2,"name":"QuoteFeed.loops"}],"chains":[]}""");

        assertThat(report.hopsNamedAfter("Subscriber (connected)")).hasSize(1);
        assertThat(report.hopsNamedAfter("loops")).hasSize(1);
        assertThat(report.hopsNamedAfter("scriber (connected)")).isEmpty();
        assertThat(report.hopsNamedAfter("QuoteFeed")).hasSize(2);
    }

    @Test
    void the_interval_is_wilsons() {
        assertThat(Table.wilson(0.9, 10)).isEqualTo("0.596 - 0.982");
        assertThat(Table.wilson(1, 10)).isEqualTo("0.722 - 1.000");
    }

    @Test
    void an_onset_that_is_told_too_late_is_noticed() {
        assertThat(grade("ABSORBS", 1_000, 2, 1_000_000).mark()).isEqualTo(Mark.OK);
        Grade late = grade("ABSORBS", 1_000, 2, 980_000);
        assertThat(late.mark()).isEqualTo(Mark.DETAIL);
        assertThat(late.note()).isEqualTo("ABSORBS should begin at 0 s, has [ABSORBS at 22.0 s]");
    }

    @Test
    void episodes_must_come_in_their_order() {
        String json = """
                {"hops":[{"id":"7","name":"BoundedQueue.orders","verdict":"PROPAGATES","tags":[],"confidence":"LOW","arrivals":900,
                "episodes":[{"verdict":"%s","from":"1970-01-01T00:16:41Z"},{"verdict":"%s","from":"1970-01-01T00:16:54Z"}]}],
                "chains":[]}""";
        Grade.Run run = new Grade.Run(Scenarios.find("107").orElseThrow(), "17", 1, 60);
        Map<String, Grade.TruthOfHop> truth = Map.of("orders", new Grade.TruthOfHop(1_000, 2, 1_000_000, 60));
        assertThat(Grade.grade(run, Report.parse(json.formatted("ABSORBS", "PROPAGATES")), truth, Gauges.none()))
                .extracting(Grade::mark)
                .containsExactly(Mark.OK);
        assertThat(Grade.grade(run, Report.parse(json.formatted("PROPAGATES", "ABSORBS")), truth, Gauges.none()))
                .extracting(Grade::mark)
                .containsExactly(Mark.DETAIL);
    }

    private static Grade grade(String verdict, int arrivals, double utilisation) {
        return grade(verdict, arrivals, utilisation, 1_000_000);
    }

    private static Grade grade(String verdict, int arrivals, double utilisation, long startMillis) {
        Grade.Run run = new Grade.Run(Scenarios.find("4").orElseThrow(), "17", 1, 60);
        Report report = Report.parse(REPORT.formatted(verdict, arrivals, verdict));
        Map<String, Grade.TruthOfHop> truth =
                Map.of("orders", new Grade.TruthOfHop(1_000, utilisation, startMillis, 60));
        return List.copyOf(Grade.grade(run, report, truth, Gauges.none())).get(0);
    }
}
