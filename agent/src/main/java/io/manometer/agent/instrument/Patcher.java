package io.manometer.agent.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Applies all patches of one class, or none. The inserted calls are straight-line code, so frames are copied, not computed, and the
 * class hierarchy is never asked for.
 *
 * <p>A call is inserted only where the class has what it passes, of the type that the hook takes: the JVM would find out otherwise in
 * the middle of the application's own method.
 */
final class Patcher {
    private static final String HOOKS = "io/manometer/boot/";
    private static final int API = Opcodes.ASM9;
    private static final Type THROWABLE = Type.getType(Throwable.class);

    /** A bridge calls the method it stands for: patching both would count twice. */
    private static final int UNPATCHED =
            Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;

    /** By the number of a sort of {@link Type}. */
    private static final String SORTS = "VZCBSIFJD[L";

    private static final String OBJECT = "Ljava/lang/Object;";

    private final List<Patch> patches;
    private final int[] applied;
    /** Descriptors of the object's fields that the class itself declares, by name; they are visited before its methods. */
    private final Map<String, String> fields = new HashMap<>();

    private @Nullable PatchMismatch mismatch;

    private Patcher(List<Patch> patches) {
        this.patches = patches;
        this.applied = new int[patches.size()];
    }

    /**
     * The class with every patch applied.
     *
     * @throws PatchMismatch when a patch found no place, or not what it passes, so that the class is another than the table knows
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
        if (patcher.mismatch != null) {
            throw patcher.mismatch;
        }
        for (int i = 0; i < patches.size(); i++) {
            if (patcher.applied[i] == 0 && patches.get(i).onlyIn().isEmpty()) {
                throw new PatchMismatch("no place", patches.get(i));
            }
        }
        return writer.toByteArray();
    }

    private ClassVisitor visitor(ClassWriter writer) {
        return new ClassVisitor(API, writer) {
            @Override
            public @Nullable FieldVisitor visitField(
                    int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
                if ((access & Opcodes.ACC_STATIC) == 0) {
                    fields.put(name, descriptor);
                }
                return super.visitField(access, name, descriptor, signature, value);
            }

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
                if (rows.isEmpty()) {
                    return next;
                }
                return new Inserter(next, descriptor, rows).behindFreeLocal(name);
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

    /** Keeps the first; the class is refused once it was read. */
    private void refuse(String missing, Patch patch) {
        if (mismatch == null) {
            mismatch = new PatchMismatch(missing, patch);
        }
    }

    private static String fieldOf(String name, String descriptor) {
        return "no field " + name + " of type " + Type.getType(descriptor).getClassName();
    }

    /** Whether the hook's parameter with this number, counted from 0, takes a value of this type. */
    private static boolean takes(String hook, int number, Type passed) {
        int at = 1;
        for (int i = 0; i < number; i++) {
            at = hook.charAt(at) == 'L' ? hook.indexOf(';', at) + 1 : at + 1;
        }
        if (hook.charAt(at) != 'L') {
            return hook.charAt(at) == SORTS.charAt(passed.getSort());
        }
        return passed.getSort() >= Type.ARRAY
                && (hook.startsWith(OBJECT, at) || hook.startsWith(passed.getDescriptor(), at));
    }

    private final class Inserter extends MethodVisitor {
        private final Type[] parameters;
        private final Type returned;
        private final List<Integer> rows;
        /** The local variable behind the parameters. */
        private final int free;

        private @Nullable Label guarded;

        /** The row whose hook's result is in that variable; the method's own ones are then moved. */
        private final @Nullable Patch keeper;

        /** The row that passes a field of an argument, until the method's own code reads it too: so the other class has it. */
        private @Nullable Patch borrower;

        Inserter(MethodVisitor next, String descriptor, List<Integer> rows) {
            super(API, next);
            this.parameters = Type.getArgumentTypes(descriptor);
            this.returned = Type.getReturnType(descriptor);
            this.rows = rows;
            this.free = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
            this.keeper = keeper();
        }

        private @Nullable Patch keeper() {
            for (int row : rows) {
                if (patches.get(row).keeps()) {
                    return patches.get(row);
                }
            }
            return null;
        }

        /** What reads the method, where a value is kept in it. */
        MethodVisitor behindFreeLocal(String method) {
            Patch keeps = keeper;
            if (keeps == null) {
                return this;
            }
            Runnable refuse = () -> refuse("no local variable", keeps);
            if (method.equals("<init>")) {
                refuse.run();
            }
            return new FreeLocal(API, this, parameters.length + 1, free, refuse);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            insert(Point.ENTER, "", Type.VOID_TYPE);
            if (row(Point.FAILURE, "") != null) {
                guarded = new Label();
                super.visitLabel(guarded);
            }
        }

        /** One handler around the whole method, behind all of its own. */
        @Override
        public void visitMaxs(int stack, int locals) {
            if (borrower != null) {
                refuse("no field of an argument", borrower);
            }
            if (guarded != null) {
                Label handler = new Label();
                super.visitTryCatchBlock(guarded, handler, handler, null);
                super.visitLabel(handler);
                Object[] known = entryLocals();
                super.visitFrame(Opcodes.F_FULL, known.length, known, 1, new Object[] {THROWABLE.getInternalName()});
                insert(Point.FAILURE, "", THROWABLE);
                super.visitInsn(Opcodes.ATHROW);
            }
            super.visitMaxs(stack, locals);
        }

        private Object[] entryLocals() {
            Object[] locals = new Object[parameters.length + (keeper == null ? 1 : 2)];
            if (keeper != null) {
                locals[parameters.length + 1] = FreeLocal.TYPE;
            }
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
                insert(Point.THROW, "", THROWABLE);
            } else if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                insert(Point.RETURN, "", returned);
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode != Opcodes.PUTFIELD) {
                if (borrower != null && isBorrowed(borrower, owner, name, descriptor)) {
                    borrower = null;
                }
                super.visitFieldInsn(opcode, owner, name, descriptor);
                return;
            }
            insert(Point.BEFORE_WRITE, name, Type.getType(descriptor));
            super.visitFieldInsn(opcode, owner, name, descriptor);
            Integer row = row(Point.FIELD_WRITE, name);
            if (row != null) {
                written(row, owner, name, descriptor);
            }
        }

        private void written(int row, String owner, String name, String descriptor) {
            Patch patch = patches.get(row);
            if (!owner.equals(patch.type())) {
                refuse(fieldOf(name, descriptor), patch);
            } else if (fits(patch, Type.getType(descriptor))) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitInsn(Opcodes.DUP);
                super.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
                call(row);
            }
        }

        private static boolean isBorrowed(Patch patch, String owner, String name, String descriptor) {
            for (Patch.Load load : patch.loads()) {
                if (load instanceof Patch.Load.FieldOfArgument field
                        && name.equals(field.name())
                        && owner.equals(field.owner())
                        && descriptor.equals(field.descriptor())) {
                    return true;
                }
            }
            return false;
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
            if (row(Point.BEFORE_CALL, name) != null) {
                insert(Point.BEFORE_CALL, name, lastArgument(descriptor));
            }
            insert(Point.AHEAD_OF_CALL, name, Type.VOID_TYPE);
            insert(Point.AHEAD_OF_CALL, qualified(owner, name), Type.VOID_TYPE);
            Integer replacement = row(Point.INSTEAD_OF_CALL, name);
            if (replacement != null && replaces(patches.get(replacement), opcode, owner, descriptor)) {
                call(replacement);
            } else {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
            Integer after = row(Point.AFTER_CALL, name);
            if (after != null) {
                insert(after, Type.getReturnType(descriptor));
            }
        }

        private static Type lastArgument(String descriptor) {
            Type[] arguments = Type.getArgumentTypes(descriptor);
            return arguments.length == 0 ? Type.VOID_TYPE : arguments[arguments.length - 1];
        }

        /** Whether the hook takes what the call takes, and returns what it returns. */
        private boolean replaces(Patch patch, int opcode, String owner, String descriptor) {
            String hook = patch.hookDescriptor();
            int receivers = opcode == Opcodes.INVOKESTATIC ? 0 : 1;
            Type[] arguments = Type.getArgumentTypes(descriptor);
            boolean same = receivers + arguments.length == supplied(patch)
                    && (receivers == 0 || takes(hook, 0, Type.getObjectType(owner)))
                    && hook.endsWith(descriptor.substring(descriptor.indexOf(')')));
            for (int i = 0; same && i < arguments.length; i++) {
                same = takes(hook, receivers + i, arguments[i]);
            }
            if (!same) {
                refuse("no call with the same types", patch);
            }
            return same && loadsFit(patch, supplied(patch));
        }

        private static String qualified(String owner, String name) {
            return owner.substring(owner.lastIndexOf('/') + 1) + "." + name;
        }

        private void insert(Point point, String target, Type value) {
            for (int row : rows) {
                Patch patch = patches.get(row);
                if (patch.point() == point && patch.target().equals(target)) {
                    insert(row, value);
                }
            }
        }

        /** The hook gets the value that the point has on the stack when its signature asks for more than the row loads. */
        private void insert(int row, Type value) {
            Patch patch = patches.get(row);
            if (!fits(patch, value)) {
                return;
            }
            switch (patch.point()) {
                case BEFORE_CALL -> super.visitInsn(Opcodes.DUP);
                case BEFORE_WRITE -> super.visitInsn(Opcodes.DUP2);
                default -> {
                    if (supplied(patch) > 0) {
                        duplicate(value);
                    }
                }
            }
            call(row);
            if (patch == keeper) {
                super.visitVarInsn(Opcodes.ASTORE, free);
                super.visitFrame(Opcodes.F_APPEND, 1, new Object[] {FreeLocal.TYPE}, 0, new Object[0]);
            }
        }

        /** How many of the hook's parameters are not the row's to load. */
        private static int supplied(Patch patch) {
            return Type.getArgumentCount(patch.hookDescriptor()) - patch.loads().size();
        }

        /** Whether the hook takes what it would be passed here. */
        private boolean fits(Patch patch, Type value) {
            int supplied = supplied(patch);
            if (supplied > 0 && !takes(patch.hookDescriptor(), supplied - 1, value)) {
                refuse("no value of the type", patch);
                return false;
            }
            return loadsFit(patch, supplied);
        }

        private boolean loadsFit(Patch patch, int supplied) {
            List<Patch.Load> loads = patch.loads();
            for (int i = 0; i < loads.size(); i++) {
                String missing = missing(loads.get(i), patch.hookDescriptor(), supplied + i);
                if (!missing.isEmpty()) {
                    refuse(missing, patch);
                    return false;
                }
            }
            return true;
        }

        /** What the class lacks of what is loaded for the hook's parameter; empty when it is all there. */
        private String missing(Patch.Load load, String hook, int parameter) {
            if (load instanceof Patch.Load.Field field) {
                boolean there = field.descriptor().equals(fields.get(field.name()));
                return there ? "" : fieldOf(field.name(), field.descriptor());
            }
            if (load instanceof Patch.Load.Entered) {
                Patch keeps = keeper;
                boolean there = keeps != null && takes(hook, parameter, Type.getReturnType(keeps.hookDescriptor()));
                return there ? "" : "nothing of the type kept";
            }
            int number = 0;
            boolean there = true;
            if (load instanceof Patch.Load.Argument argument) {
                number = argument.number();
                there = number <= parameters.length && takes(hook, parameter, parameters[number - 1]);
            } else if (load instanceof Patch.Load.FieldOfArgument field) {
                number = field.number();
                there = number <= parameters.length
                        && parameters[number - 1].getSort() == Type.OBJECT
                        && parameters[number - 1].getInternalName().equals(field.owner());
            }
            return there ? "" : "no argument " + number + " of the type";
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
                push(load, patch);
            }
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, HOOKS + patch.hookClass(), patch.hook(), patch.hookDescriptor(), false);
            applied[row]++;
        }

        private void push(Patch.Load load, Patch patch) {
            if (load instanceof Patch.Load.This) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
            } else if (load instanceof Patch.Load.Argument argument) {
                pushArgument(argument.number());
            } else if (load instanceof Patch.Load.Field field) {
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitFieldInsn(Opcodes.GETFIELD, patch.type(), field.name(), field.descriptor());
            } else if (load instanceof Patch.Load.FieldOfArgument field) {
                borrower = patch;
                pushArgument(field.number());
                super.visitFieldInsn(Opcodes.GETFIELD, field.owner(), field.name(), field.descriptor());
            } else if (load instanceof Patch.Load.Entered) {
                super.visitVarInsn(Opcodes.ALOAD, free);
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
