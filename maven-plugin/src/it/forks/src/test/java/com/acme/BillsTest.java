package com.acme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BillsTest {
    @Test
    void there_is_nothing_at_first() {
        assertTrue(new Bills().unpaid.isEmpty());
    }
}
