package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.GateRule;

/**
 * A call that makes a buffer.
 *
 * @param owner class with slashes
 * @param method {@code <init>} for a constructor
 * @param arguments how the descriptor begins, from its parenthesis on
 * @param rule what it breaks without a limit
 * @param kind as in {@link io.manometer.analyzer.model.Hop#kind}
 * @param type class of the buffer or of the executor that owns it, with dots
 * @param buffer class of an executor's work queue, else the type
 * @param made what a person calls that which it makes
 */
record Row(
        String owner,
        String method,
        String arguments,
        LimitBy limit,
        GateRule rule,
        String kind,
        String type,
        String buffer,
        String made) {
    boolean constructor() {
        return method.equals("<init>");
    }

    /** Owner and method as in source code. */
    String call() {
        String simple = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
        return constructor() ? "new " + simple : simple + '.' + method;
    }
}
