package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WeakTableTest {
    private static final int KEYS = 20_000;

    private final WeakTable<WeakTable.Entry> table = new WeakTable<>();

    @Test
    void an_object_is_found_by_identity_until_it_is_removed() {
        String key = new String("key");
        WeakTable.Entry entry = new WeakTable.Entry(key);

        assertThat(table.add(key, entry)).isSameAs(entry);
        assertThat(table.add(key, new WeakTable.Entry(key))).isSameAs(entry);
        assertThat(table.find(key)).isSameAs(entry);
        assertThat(table.find(new String("key"))).isNull();
        assertThat(table.remove(entry)).isTrue();
        assertThat(table.remove(entry)).isFalse();
        assertThat(table.find(key)).isNull();
        assertThat(table.size()).isZero();
    }

    @Test
    void entries_that_come_and_go_need_no_more_room_than_those_that_stay() {
        Object stays = new Object();
        WeakTable.Entry staying = table.add(stays, new WeakTable.Entry(stays));
        for (int i = 0; i < KEYS; i++) {
            Object key = new Object();
            WeakTable.Entry entry = table.add(key, new WeakTable.Entry(key));
            assertThat(table.remove(entry)).isTrue();
        }
        List<WeakTable.Entry> left = new ArrayList<>();
        table.copyTo(left);

        assertThat(left).containsExactly(staying);
        assertThat(table.find(stays)).isSameAs(staying);
    }

    @Test
    void threads_that_add_and_remove_do_not_lose_the_entries_of_each_other() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> lost = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lost.add(threads.submit(this::addFindRemove));
        }
        for (Future<Integer> each : lost) {
            assertThat(each.get()).isZero();
        }
        threads.shutdown();
        assertThat(table.size()).isZero();
    }

    private int addFindRemove() {
        int lost = 0;
        Object[] keys = new Object[50];
        for (int i = 0; i < KEYS; i++) {
            int at = i % keys.length;
            if (keys[at] != null) {
                WeakTable.Entry entry = table.find(keys[at]);
                lost += entry != null && table.remove(entry) ? 0 : 1;
            }
            keys[at] = new Object();
            table.add(keys[at], new WeakTable.Entry(keys[at]));
        }
        for (Object key : keys) {
            WeakTable.Entry entry = table.find(key);
            lost += entry != null && table.remove(entry) ? 0 : 1;
        }
        return lost;
    }
}
