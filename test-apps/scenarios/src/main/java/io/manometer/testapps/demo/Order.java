package io.manometer.testapps.demo;

/** An order; {@code cents} is 0 until it is priced. */
record Order(long number, String customer, int quantity, long cents) {

    static Order parse(String request) {
        return new Order(
                Long.parseLong(value(request, "number")),
                value(request, "customer"),
                Integer.parseInt(value(request, "quantity")),
                0);
    }

    Order pricedAt(long centsEach) {
        return new Order(number, customer, quantity, centsEach * quantity);
    }

    private static String value(String request, String key) {
        int from = request.indexOf("\"" + key + "\":") + key.length() + 3;
        return request.substring(from, request.indexOf(',', from)).replace("\"", "");
    }
}
