package io.manometer.analyzer.scan;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/** What can be said of a value on the stack or in a variable without running the code. */
sealed interface Symbol extends Value {
    /** Slots that it takes: 2 for long and double. */
    int size();

    @Override
    default int getSize() {
        return size();
    }

    /** One of these numbers, sorted; several where paths join. */
    record Numbers(List<Long> values, int size) implements Symbol {
        static Numbers of(long value, int size) {
            return new Numbers(List.of(value), size);
        }

        long lowest() {
            return values.get(0);
        }

        long highest() {
            return values.get(values.size() - 1);
        }
    }

    /** A number that is not above this one. */
    record AtMost(long bound, int size) implements Symbol {}

    /** A number that is not below this one. */
    record AtLeast(long bound, int size) implements Symbol {}

    /** What the method was called with; counted without the receiver. */
    record Parameter(int index, int size) implements Symbol {}

    record This(int size) implements Symbol {}

    record StaticField(String owner, String name, String descriptor, int size) implements Symbol {}

    record InstanceField(String owner, String name, int size) implements Symbol {}

    /** What a call returns. */
    record Result(String owner, String name, String descriptor, List<Symbol> arguments, int size) implements Symbol {}

    /** A new object; identity is that of the instruction. */
    record Created(MethodFacts in, AbstractInsnNode at, String type, int size) implements Symbol {}

    record Text(String value, int size) implements Symbol {}

    /** Decided at run time. */
    record Opaque(String why, int size) implements Symbol {
        static final String PATHS = "a value that depends on the path";
    }
}
