package io.manometer.scenarios;

/** An application that loads and initialises the classes it is told. */
public final class Loading {
    private Loading() {}

    public static void main(String[] names) throws Exception {
        for (String name : names) {
            Class.forName(name.replace('/', '.'));
        }
        System.out.println("loaded " + names.length);
    }
}
