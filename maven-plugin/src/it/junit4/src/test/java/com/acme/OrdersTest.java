package com.acme;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class OrdersTest {
    @Test
    public void an_order_is_kept() {
        Orders orders = new Orders();
        orders.add("tea");
        assertEquals(1, orders.size());
    }
}
