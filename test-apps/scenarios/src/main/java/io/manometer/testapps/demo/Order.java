package io.manometer.testapps.demo;

/** An order; {@code cents} is 0 until it is priced. */
record Order(long number, String customer, int quantity, long cents) {

    static Order received(long number) {
        return new Order(number, "customer-" + number % 997, 1 + (int) (number % 5), 0);
    }

    Order pricedAt(long centsEach) {
        return new Order(number, customer, quantity, centsEach * quantity);
    }
}
