package io.manometer.analyzer.scan;

import org.objectweb.asm.tree.AbstractInsnNode;

/** A method that makes a buffer with a limit that it is given. */
final class Callee {
    private final MethodFacts method;
    private final AbstractInsnNode at;
    private final Row row;
    private final int parameter;
    private long fine;
    private long other;

    /**
     * @param at where it makes the buffer, or passes the limit on
     * @param parameter which one is the limit
     */
    Callee(MethodFacts method, AbstractInsnNode at, Row row, int parameter) {
        this.method = method;
        this.at = at;
        this.row = row;
        this.parameter = parameter;
    }

    MethodFacts method() {
        return method;
    }

    Row row() {
        return row;
    }

    int parameter() {
        return parameter;
    }

    String key() {
        return call() + ' ' + parameter;
    }

    /** As a call of it looks in bytecode. */
    String call() {
        return method.owner().name() + '.' + method.node().name + method.node().desc;
    }

    void fine() {
        fine++;
    }

    void other() {
        other++;
    }

    /** After all callers were seen. */
    void settle(Findings findings) {
        if (fine > 0 && other == 0) {
            return;
        }
        String seen = fine + other == 0
                ? ", and no call of it was found"
                : ", and " + Words.plural(other, "call passes", "calls pass") + " what can't be told";
        findings.notKnown(method, at, row.call(), "a parameter of " + name() + seen);
    }

    String name() {
        String owner = Words.simple(method.owner().name());
        return method.node().name.equals("<init>") ? "new " + owner : owner + '.' + method.node().name;
    }
}
