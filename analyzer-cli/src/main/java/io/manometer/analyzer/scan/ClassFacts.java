package io.manometer.analyzer.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** A class, of whose methods the code is read when it is asked for: that of most never is. */
final class ClassFacts {
    private final ClassReader reader;
    private final ClassNode node = new ClassNode();
    private final Map<String, MethodFacts> methods = new HashMap<>();
    private final Map<String, List<Symbol>> assigned = new HashMap<>();

    ClassFacts(byte[] content, int length) {
        reader = new ClassReader(content, 0, length);
        reader.accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
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
        return inOrder(methods.keySet());
    }

    /** Those that call something of this, and perhaps others; in the order of the class file. */
    List<MethodFacts> methods(Mentions.Wanted wanted) {
        return inOrder(Mentions.in(reader, wanted));
    }

    private List<MethodFacts> inOrder(Set<String> named) {
        List<MethodFacts> inOrder = new ArrayList<>();
        for (MethodNode method : node.methods) {
            String key = method.name + method.desc;
            MethodFacts facts = named.contains(key) ? methods.get(key) : null;
            if (facts != null) {
                inOrder.add(facts);
            }
        }
        readCode(inOrder);
        return inOrder;
    }

    /** All at once, as each time the whole class has to be gone through. */
    void readCode(Collection<MethodFacts> of) {
        if (of.stream().allMatch(MethodFacts::isRead)) {
            return;
        }
        ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                MethodFacts facts = methods.get(name + descriptor);
                return facts == null || facts.isRead() || !of.contains(facts)
                        ? null
                        : facts.read(new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions));
            }
        };
        reader.accept(visitor, ClassReader.SKIP_FRAMES);
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
        for (MethodFacts method : methods()) {
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
