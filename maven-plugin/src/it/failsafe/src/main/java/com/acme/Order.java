package com.acme;

record Order(String what, int pieces) {
    Order {
        if (pieces < 1) {
            throw new IllegalArgumentException("an order is of one piece at least");
        }
    }
}
