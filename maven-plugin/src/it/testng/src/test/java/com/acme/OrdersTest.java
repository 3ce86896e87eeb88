package com.acme;

import static org.testng.Assert.assertEquals;

import org.testng.annotations.Test;

public class OrdersTest {
    @Test
    public void an_order_is_kept() {
        Orders orders = new Orders();
        orders.add("tea");
        assertEquals(orders.size(), 1);
    }
}
