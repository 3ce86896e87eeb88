package io.manometer.analyzer.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** A class that was read as a whole. */
final class ClassFacts {
    private final ClassNode node = new ClassNode();
    private final Map<String, MethodFacts> methods = new HashMap<>();
    private final Map<String, List<Symbol>> assigned = new HashMap<>();

    ClassFacts(byte[] content, int length) {
        new ClassReader(content, 0, length).accept(node, ClassReader.SKIP_FRAMES);
        for (MethodNode method : node.methods) {
            methods.put(method.name + method.desc, new MethodFacts(this, method));
        }
    }

    /** With slashes. */
    String name() {
        return node.name;
    }

    String superName() {
        return node.superName == null ? "" : node.superName;
    }

    String sourceFile() {
        return node.sourceFile == null ? "" : node.sourceFile;
    }

    boolean isFinal() {
        return (node.access & Opcodes.ACC_FINAL) != 0;
    }

    /** In the order of the class file. */
    List<MethodFacts> methods() {
        List<MethodFacts> inOrder = new ArrayList<>();
        for (MethodNode method : node.methods) {
            MethodFacts facts = methods.get(method.name + method.desc);
            if (facts != null) {
                inOrder.add(facts);
            }
        }
        return inOrder;
    }

    @Nullable
    MethodFacts method(String name, String descriptor) {
        return methods.get(name + descriptor);
    }

    @Nullable
    FieldNode field(String name) {
        for (FieldNode field : node.fields) {
            if (field.name.equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** Has a method of its own with that name and one argument that the compiler did not make. */
    boolean overrides(String method) {
        return node.methods.stream()
                .anyMatch(own -> own.name.equals(method)
                        && (own.access & Opcodes.ACC_SYNTHETIC) == 0
                        && org.objectweb.asm.Type.getArgumentTypes(own.desc).length == 1);
    }

    /** All that is written to the field within this class. */
    List<Symbol> assigned(String field) {
        return assigned.computeIfAbsent(field, this::findAssigned);
    }

    private List<Symbol> findAssigned(String field) {
        List<Symbol> values = new ArrayList<>();
        for (MethodFacts method : methods.values()) {
            if (writes(method, field)) {
                method.assignments().stream()
                        .filter(assignment -> assignment.at().name.equals(field)
                                && assignment.at().owner.equals(name()))
                        .forEach(assignment -> values.add(assignment.value()));
            }
        }
        return values;
    }

    private boolean writes(MethodFacts method, String field) {
        for (AbstractInsnNode insn : method.node().instructions) {
            if (insn instanceof FieldInsnNode access
                    && access.name.equals(field)
                    && access.owner.equals(name())
                    && (access.getOpcode() == Opcodes.PUTFIELD || access.getOpcode() == Opcodes.PUTSTATIC)) {
                return true;
            }
        }
        return false;
    }
}
