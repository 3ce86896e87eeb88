package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OrderTest {
    @Test
    void an_order_of_nothing_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Order("tea", 0));
        assertEquals(1, new Order("tea", 1).pieces());
    }
}
