package io.manometer.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void the_sentence_comes_first_and_names_buffer_bottleneck_and_time_left() {
        String text = TextReport.of(Reports.brokenChain("OrderIntake.queue"), Terminal.PLAIN)
                .replace('\n', ' ');
        assertThat(text)
                .startsWith(
                        "OrderIntake.queue (unbounded) absorbs 100 items/s while db-writer-* is the bottleneck; about ")
                .contains("of heap left");
    }

    @Test
    void the_change_names_the_place_in_the_code() {
        String text = TextReport.of(Reports.brokenChain("OrderIntake.queue"), Terminal.PLAIN);
        assertThat(text.replaceAll("\\s+", " "))
                .contains("new ArrayBlockingQueue<>(200) with put(), at app.Orders.<init>(Orders.java:11)");
    }

    @Test
    void the_chain_shows_where_the_pressure_ends() {
        String text = TextReport.of(Reports.brokenChain("OrderIntake.queue"), Terminal.PLAIN);
        assertThat(text)
                .contains("OrderIntake.queue [ABSORBS] -> Mapper.queue [PROPAGATES]", "broken at OrderIntake.queue");
    }

    @Test
    void branches_are_shown_as_such_with_what_is_made_of_each_item() {
        String text = flat(TextReport.of(Reports.fanOut(), Terminal.PLAIN));
        assertThat(text)
                .contains("Intake.orders [HEALTHY] -> Intake.parts [ABSORBS] (3.0 for each), Intake.mails [HEALTHY]")
                .contains("Intake.parts -> parts (bottleneck)");
    }

    @Test
    void the_time_of_each_stage_is_told() {
        String text = flat(TextReport.of(Reports.brokenChain("OrderIntake.queue"), Terminal.PLAIN));
        assertThat(text)
                .contains("after OrderIntake.queue: blocked further down 90 %, starved 0 %, busy 10 %")
                .contains("after Mapper.queue: blocked further down 0 %, starved 0 %, busy 100 %")
                .contains("waiting on both sides of the buffers points at the same bottleneck");
    }

    @Test
    void a_name_keeps_its_spelling_at_the_start_of_a_sentence() {
        assertThat(TextReport.of(Reports.propagating(), Terminal.PLAIN))
                .startsWith(
                        "Nothing absorbs pressure. db-writer is the bottleneck, and its pressure reaches the source.");
    }

    @Test
    void buffers_of_one_site_with_one_verdict_share_a_line() {
        String text = TextReport.of(Reports.fanOut(), Terminal.PLAIN);
        assertThat(text).containsPattern("Connection.pending \\(100\\) +UNTESTED");
        assertThat(text).containsOnlyOnce("Connection.pending has no limit");
        assertThat(flat(text)).contains("under pressure in this recording (100 of that name)");
        assertThat(TextInventory.of(Reports.fanOut(), Terminal.PLAIN))
                .startsWith("OrderService (pid 42): 104 buffers")
                .containsOnlyOnce("Connection.pending (100)");
    }

    @Test
    void an_idle_pool_of_the_jdk_is_in_the_inventory_only() {
        assertThat(TextReport.of(Reports.fanOut(), Terminal.PLAIN))
                .doesNotContainPattern("ForkJoinPool.commonPool +UNTESTED")
                .contains("and 1 that was never used");
        assertThat(TextInventory.of(Reports.fanOut(), Terminal.PLAIN)).contains("ForkJoinPool.commonPool");
    }

    @Test
    void what_happened_before_the_recording_began_is_said_to_be_missing() {
        assertThat(TextReport.of(Reports.healthy(), Terminal.PLAIN))
                .contains("the recording begins 4.2 s after the agent did: what happened before is not in it");
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void a_healthy_application_gets_as_plain_a_sentence() {
        assertThat(TextReport.of(Reports.healthy(), Terminal.PLAIN)).startsWith("Nothing absorbs pressure. ");
    }

    @Test
    void nothing_under_load_is_no_good_news() {
        assertThat(TextReport.of(Reports.untouched(), Terminal.PLAIN).replace('\n', ' '))
                .startsWith("Nothing absorbed pressure, but nothing was under pressure either")
                .contains("Record again under load.");
    }

    @Test
    void every_line_fits_even_with_endless_names() {
        String name = "com.example.orders.intake.VeryLongIndeed".repeat(2) + ".queue";
        String text = TextReport.of(Reports.brokenChain(name), Terminal.PLAIN);
        assertThat(text.lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
    }

    @Test
    void plain_terminals_get_plain_ascii() {
        String text = TextReport.of(Reports.brokenChain("OrderIntake.queue"), Terminal.PLAIN);
        assertThat(text).matches("[\\p{Graph} \\n]*").doesNotContain("\u001b");
    }

    @Test
    void a_name_cannot_steer_the_terminal() {
        String text = TextReport.of(Reports.brokenChain("evil\u001b[2J"), Terminal.PLAIN);
        assertThat(text).contains("evil\\u001b[2J").doesNotContain("\u001b");
    }

    @Test
    void colour_comes_only_where_it_is_wanted() {
        assertThat(TextReport.of(Reports.brokenChain("q"), new Terminal(true, true)))
                .contains("\u001b[31m");
    }

    @Test
    void the_inventory_lists_every_buffer_with_its_limit() {
        String text = TextInventory.of(Reports.brokenChain("OrderIntake.queue"), Terminal.PLAIN);
        assertThat(text)
                .startsWith("OrderService (pid 42): 2 buffers, 1 without a limit")
                .containsPattern("OrderIntake.queue +LinkedBlockingQueue +none +grows +9 000 +ABSORBS")
                .containsPattern("Mapper.queue +ArrayBlockingQueue +100 +block +100 +PROPAGATES");
        assertThat(text.lines()).allMatch(line -> line.length() <= Terminal.WIDTH);
    }
}
