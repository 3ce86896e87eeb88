package io.manometer.analyzer.scan;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The field or variable that a new buffer is stored in right away, by the name that the agent gives it: {@code Class.field}. */
final class StoredIn {
    private StoredIn() {}

    static String name(MethodFacts method, AbstractInsnNode call) {
        AbstractInsnNode next = next(call);
        if (next instanceof MethodInsnNode wrapper && wrapper.getOpcode() == Opcodes.INVOKESTATIC) {
            next = next(next);
        }
        String owner = method.owner().name().substring(method.owner().name().lastIndexOf('/') + 1);
        if (next instanceof FieldInsnNode field
                && (field.getOpcode() == Opcodes.PUTFIELD || field.getOpcode() == Opcodes.PUTSTATIC)) {
            return owner + '.' + field.name;
        }
        if (next instanceof VarInsnNode store && store.getOpcode() == Opcodes.ASTORE) {
            String variable = variable(method, store);
            return variable.isEmpty() ? "" : owner + '.' + variable;
        }
        return "";
    }

    private static @Nullable AbstractInsnNode next(AbstractInsnNode insn) {
        AbstractInsnNode next = insn.getNext();
        while (next != null
                && (next.getOpcode() < 0
                        || next instanceof TypeInsnNode cast && cast.getOpcode() == Opcodes.CHECKCAST)) {
            next = next.getNext();
        }
        return next;
    }

    private static String variable(MethodFacts method, VarInsnNode store) {
        AbstractInsnNode after = store.getNext();
        if (method.node().localVariables != null) {
            for (LocalVariableNode variable : method.node().localVariables) {
                if (variable.index == store.var && variable.start == after) {
                    return variable.name;
                }
            }
        }
        return "";
    }
}
