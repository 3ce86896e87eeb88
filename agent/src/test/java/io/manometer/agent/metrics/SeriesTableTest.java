package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.boot.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
    private static final int LIMIT = 20;
    private static final int OWN = LIMIT - Kind.values().length;

    private final SeriesTable table = new SeriesTable(LIMIT);

    @Test
    void hops_of_one_name_and_class_share_a_series() {
        HopSeries first = table.join("Acme.queue", Kind.QUEUE, "com.acme.Acme");

        assertThat(table.join("Acme.queue", Kind.QUEUE, "com.acme.Acme")).isSameAs(first);
        assertThat(table.join("Acme.queue", Kind.EXECUTOR, "com.acme.Acme")).isNotSameAs(first);
    }

    @Test
    void equal_names_of_two_classes_stay_apart() {
        HopSeries first = table.join("Worker.queue", Kind.QUEUE, "com.acme.Worker");
        HopSeries second = table.join("Worker.queue", Kind.QUEUE, "com.other.Worker");

        assertThat(first.hop).isEqualTo("Worker.queue");
        assertThat(second.hop).isEqualTo("Worker.queue (com.other.Worker)");
        assertThat(table.join("Worker.queue", Kind.QUEUE, "com.other.Worker")).isSameAs(second);
    }

    @Test
    void however_many_names_there_are_the_limit_holds() {
        for (int i = 0; i < 1000; i++) {
            for (Kind kind : Kind.values()) {
                table.join("hop" + i, kind, "");
            }
        }

        assertThat(table.takeChange()).hasSizeLessThanOrEqualTo(LIMIT);
        assertThat(table.folded()).isEqualTo(1000L * Kind.values().length - OWN);
    }

    @Test
    void the_last_hop_to_leave_takes_the_series_along_and_makes_room() {
        List<HopSeries> joined = new ArrayList<>();
        for (int i = 0; i < OWN; i++) {
            joined.add(table.join("hop" + i, Kind.QUEUE, ""));
        }
        table.join("hop0", Kind.QUEUE, "");
        HopSeries other = table.join("late", Kind.QUEUE, "");
        assertThat(SeriesTable.isOther(other)).isTrue();
        assertThat(table.hasRoom()).isFalse();

        table.leave(joined.get(0));
        assertThat(table.hasRoom()).as("one hop of the name is left").isFalse();
        table.leave(joined.get(0));
        assertThat(table.hasRoom()).isTrue();
        table.leave(other);

        assertThat(table.takeChange()).hasSize(OWN - 1).doesNotContain(other);
    }

    @Test
    void a_change_is_told_once() {
        table.join("hop", Kind.QUEUE, "");

        assertThat(table.takeChange()).hasSize(1);
        assertThat(table.takeChange()).isNull();
    }
}
