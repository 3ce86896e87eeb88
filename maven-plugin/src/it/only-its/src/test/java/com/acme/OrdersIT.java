package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OrdersIT {
    @Test
    void an_order_is_kept() {
        Orders orders = new Orders();
        orders.add("tea");
        assertEquals(1, orders.size());
    }
}
