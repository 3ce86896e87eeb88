package io.manometer.testapps.scenarios;

/** What waits in most buffers here. */
record Order(long number, String customer, int quantity) {

    static Order number(long number) {
        return new Order(number, "customer-" + number % 997, 1 + (int) (number % 5));
    }
}
