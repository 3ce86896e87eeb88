package io.manometer.agent.instrument;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Applies all patches of one class, or none. The inserted calls are straight-line code, so frames are copied, not computed, and the
 * class hierarchy is never asked for.
 */
final class Patcher {
    private static final String HOOKS = "io/manometer/boot/";
    private static final int API = Opcodes.ASM9;
    private static final Type THROWABLE = Type.getType(Throwable.class);

    /** A bridge calls the method it stands for: patching both would count twice. */
    private static final int UNPATCHED =
            Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;

    private final List<Patch> patches;
    private final int[] applied;

    private Patcher(List<Patch> patches) {
        this.patches = patches;
        this.applied = new int[patches.size()];
    }

    /**
     * The class with every patch applied.
     *
     * @throws PatchMismatch when a patch found no place, so that the class is another than the table knows
     */
    static byte[] patch(byte[] original, List<Patch> patches) throws PatchMismatch {
        Set<String> variants = new LinkedHashSet<>();
        for (Patch patch : patches) {
            if (!patch.variant().isEmpty()) {
                variants.add(patch.variant());
            }
        }
        PatchMismatch newest = null;
        for (String variant : variants) {
            try {
                return patchAll(original, rowsOf(patches, variant));
            } catch (PatchMismatch e) {
                newest = newest == null ? e : newest;
            }
        }
        if (newest != null) {
            throw newest;
        }
        return patchAll(original, patches);
    }

    private static List<Patch> rowsOf(List<Patch> patches, String variant) {
        List<Patch> rows = new ArrayList<>();
        for (Patch patch : patches) {
            if (patch.variant().isEmpty() || patch.variant().equals(variant)) {
                rows.add(patch);
            }
        }
        return rows;
    }

    private static byte[] patchAll(byte[] original, List<Patch> patches) throws PatchMismatch {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        Patcher patcher = new Patcher(patches);
        reader.accept(patcher.visitor(writer), 0);
        for (int i = 0; i < patches.size(); i++) {
            if (patcher.applied[i] == 0 && patches.get(i).onlyIn().isEmpty()) {
                throw new PatchMismatch(patches.get(i));
            }
        }
        return writer.toByteArray();
    }

    private ClassVisitor visitor(ClassWriter writer) {
        return new ClassVisitor(API, writer) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                if (next == null || (access & UNPATCHED) != 0) {
                    return next;
                }
                List<Integer> rows = rowsFor(name, descriptor);
                return rows.isEmpty() ? next : new Inserter(next, descriptor, rows);
            }
        };
    }

    private List<Integer> rowsFor(String name, String descriptor) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < patches.size(); i++) {
            if (patches.get(i).isIn(name, descriptor)) {
                rows.add(i);
            }
        }
        return rows;
    }

    private final class Inserter extends MethodVisitor {
        private final Type[] parameters;
        private final Type returned;
        private final List<Integer> rows;
        private @Nullable Label guarded;

        Inserter(MethodVisitor next, String descriptor, List<Integer> rows) {
            super(API, next);
            this.parameters = Type.getArgumentTypes(descriptor);
            this.returned = Type.getReturnType(descriptor);
            this.rows = rows;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            insert(Point.ENTER, "");
            if (row(Point.FAILURE, "") != null) {
                guarded = new Label();
                super.visitLabel(guarded);
            }
        }

        /** One handler around the whole method, behind all of its own. */
        @Override
        public void visitMaxs(int stack, int locals) {
            if (guarded != null) {
                Label handler = new Label();
                super.visitTryCatchBlock(guarded, handler, handler, null);
                super.visitLabel(handler);
                Object[] known = entryLocals();
                super.visitFrame(Opcodes.F_FULL, known.length, known, 1, new Object[] {THROWABLE.getInternalName()});
                insert(Point.FAILURE, "");
                super.visitInsn(Opcodes.ATHROW);
            }
            super.visitMaxs(stack, locals);
        }

        private Object[] entryLocals() {
            Object[] locals = new Object[parameters.length + 1];
            locals[0] = patches.get(rows.get(0)).type();
            for (int i = 0; i < parameters.length; i++) {
                locals[i + 1] = switch (parameters[i].getSort()) {
                    case Type.LONG -> Opcodes.LONG;
                    case Type.DOUBLE -> Opcodes.DOUBLE;
                    case Type.FLOAT -> Opcodes.FLOAT;
                    case Type.OBJECT, Type.ARRAY -> parameters[i].getInternalName();
                    default -> Opcodes.INTEGER;
                };
            }
            return locals;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ATHROW) {
                insert(Point.THROW, "");
            } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                insert(Point.RETURN, "");
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode != Opcodes.PUTFIELD) {
                super.visitFieldInsn(opcode, owner, name, descriptor);
                return;
            }
            insert(Point.BEFORE_WRITE, name);
            super.visitFieldInsn(opcode, owner, name, descriptor);
            Integer row = row(Point.FIELD_WRITE, name);
            if (row != null) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitInsn(Opcodes.DUP);
                super.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
                call(row);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            Integer row = opcode == Opcodes.NEW ? row(Point.NEW_INSTANCE, type) : null;
            super.visitTypeInsn(opcode, row == null ? type : patches.get(row).hook());
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            Integer instance = name.equals("<init>") ? row(Point.NEW_INSTANCE, owner) : null;
            if (instance != null) {
                applied[instance]++;
                super.visitMethodInsn(opcode, patches.get(instance).hook(), name, descriptor, isInterface);
                return;
            }
            insert(Point.BEFORE_CALL, name);
            insert(Point.AHEAD_OF_CALL, name);
            insert(Point.AHEAD_OF_CALL, qualified(owner, name));
            Integer replacement = row(Point.INSTEAD_OF_CALL, name);
            if (replacement == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            } else {
                call(replacement);
            }
            insertAfter(name, descriptor);
        }

        private void insertAfter(String name, String descriptor) {
            Integer row = row(Point.AFTER_CALL, name);
            if (row != null) {
                duplicateIfWanted(Type.getReturnType(descriptor), patches.get(row));
                call(row);
            }
        }

        private static String qualified(String owner, String name) {
            return owner.substring(owner.lastIndexOf('/') + 1) + "." + name;
        }

        private void insert(Point point, String target) {
            for (int row : rows) {
                Patch patch = patches.get(row);
                if (patch.point() != point || !patch.target().equals(target)) {
                    continue;
                }
                switch (point) {
                    case BEFORE_CALL -> super.visitInsn(Opcodes.DUP);
                    case BEFORE_WRITE -> super.visitInsn(Opcodes.DUP2);
                    case RETURN -> duplicateIfWanted(returned, patch);
                    case THROW, FAILURE -> duplicateIfWanted(THROWABLE, patch);
                    default -> {}
                }
                call(row);
            }
        }

        /** The hook gets the value when its signature asks for one more than the row loads. */
        private void duplicateIfWanted(Type type, Patch patch) {
            int wanted = Type.getArgumentTypes(patch.hookDescriptor()).length;
            if (wanted > patch.loads().size()) {
                duplicate(type);
            }
        }

        private void duplicate(Type type) {
            super.visitInsn(type.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
        }

        private @Nullable Integer row(Point point, String target) {
            for (int row : rows) {
                if (patches.get(row).point() == point
                        && patches.get(row).target().equals(target)) {
                    return row;
                }
            }
            return null;
        }

        private void call(int row) {
            Patch patch = patches.get(row);
            for (Patch.Load load : patch.loads()) {
                push(load, patch.type());
            }
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, HOOKS + patch.hookClass(), patch.hook(), patch.hookDescriptor(), false);
            applied[row]++;
        }

        private void push(Patch.Load load, String owner) {
            if (load instanceof Patch.Load.This) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
            } else if (load instanceof Patch.Load.Argument argument) {
                pushArgument(argument.number());
            } else if (load instanceof Patch.Load.Field field) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitFieldInsn(Opcodes.GETFIELD, owner, field.name(), field.descriptor());
            } else if (load instanceof Patch.Load.FieldOfArgument field) {
                pushArgument(field.number());
                super.visitFieldInsn(Opcodes.GETFIELD, field.owner(), field.name(), field.descriptor());
            } else if (load instanceof Patch.Load.Constant constant) {
                super.visitLdcInsn(constant.value());
            }
        }

        private void pushArgument(int number) {
            int slot = 1;
            for (int i = 0; i < number - 1; i++) {
                slot += parameters[i].getSize();
            }
            super.visitVarInsn(parameters[number - 1].getOpcode(Opcodes.ILOAD), slot);
        }
    }
}
