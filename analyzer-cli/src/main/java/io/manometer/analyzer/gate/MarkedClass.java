package io.manometer.analyzer.gate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class with {@code @BoundedElsewhere} somewhere in it.
 *
 * @param ofClass the reason on the class itself; null when there is none
 * @param ofMethods reasons by method name
 * @param ofFields reasons by field name
 * @param assignments lines of the statements that assign such a field, by method name
 */
record MarkedClass(
        String name,
        @Nullable String ofClass,
        Map<String, String> ofMethods,
        Map<String, String> ofFields,
        Map<String, Map<Integer, String>> assignments) {
    private static final String ANNOTATION = "Lio/manometer/annotations/BoundedElsewhere;";

    /** Empty for a class without a mark, and for what is no class file. */
    static Optional<MarkedClass> read(byte[] bytes) {
        Marks marks = new Marks();
        try {
            ClassReader reader = new ClassReader(bytes);
            reader.accept(marks, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
            if (!marks.ofFields.isEmpty()) {
                reader.accept(marks.new Assignments(), ClassReader.SKIP_FRAMES);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        return marks.marked();
    }

    /** A line says for sure which field is assigned; a name is only asked where there is none, as variables have names too. */
    Optional<String> reason(Site site, String hop) {
        String field = site.line() > 0
                ? assignments.getOrDefault(site.method(), Map.of()).get(site.line())
                : ofFields.get(hop.substring(hop.lastIndexOf('.') + 1));
        if (field != null) {
            return Optional.of(field);
        }
        String method = ofMethods.get(declared(site.method()));
        return Optional.ofNullable(method != null ? method : ofClass);
    }

    /** The method that a lambda was written in. */
    private static String declared(String method) {
        if (!method.startsWith("lambda$")) {
            return method;
        }
        int end = method.lastIndexOf('$');
        String name = end > "lambda$".length() ? method.substring("lambda$".length(), end) : method;
        return switch (name) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            default -> name;
        };
    }

    private static final class Marks extends ClassVisitor {
        private final Map<String, String> ofMethods = new HashMap<>();
        private final Map<String, String> ofFields = new HashMap<>();
        private final Map<String, Map<Integer, String>> assignments = new HashMap<>();
        private String name = "";
        private @Nullable String ofClass;

        Marks() {
            super(Opcodes.ASM9);
        }

        Optional<MarkedClass> marked() {
            boolean any = ofClass != null || !ofMethods.isEmpty() || !ofFields.isEmpty();
            return any
                    ? Optional.of(new MarkedClass(name.replace('/', '.'), ofClass, ofMethods, ofFields, assignments))
                    : Optional.empty();
        }

        @Override
        public void visit(
                int version,
                int access,
                String internalName,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            name = internalName;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return reader(descriptor, reason -> ofClass = reason);
        }

        @Override
        public FieldVisitor visitField(
                int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
            return new FieldVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    return reader(annotation, reason -> ofFields.put(field, reason));
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    return reader(annotation, reason -> ofMethods.put(method, reason));
                }
            };
        }

        private static @Nullable AnnotationVisitor reader(String descriptor, Consumer<String> reason) {
            if (!descriptor.equals(ANNOTATION)) {
                return null;
            }
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String element, Object value) {
                    reason.accept(value.toString());
                }
            };
        }

        /** Second pass: which lines belong to statements that end in an assignment of a marked field. */
        private final class Assignments extends ClassVisitor {
            Assignments() {
                super(Opcodes.ASM9);
            }

            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String method,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                return new Statements(assignments.computeIfAbsent(method, any -> new HashMap<>()));
            }
        }

        /** A statement ends where something is stored, thrown away or returned, or where the flow branches. */
        private final class Statements extends MethodVisitor {
            private final Map<Integer, String> lines;
            private final Set<Integer> statement = new HashSet<>();
            private int line;

            Statements(Map<Integer, String> lines) {
                super(Opcodes.ASM9);
                this.lines = lines;
            }

            @Override
            public void visitLineNumber(int number, Label start) {
                line = number;
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                statement.add(line);
            }

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String called, String descriptor, boolean ofInterface) {
                statement.add(line);
                if (descriptor.endsWith(")V") && !called.equals("<init>")) {
                    statement.clear();
                }
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
                boolean put = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
                String reason = put && owner.equals(name) ? ofFields.get(field) : null;
                if (reason != null) {
                    statement.add(line);
                    statement.forEach(each -> lines.put(each, reason));
                }
                if (put) {
                    statement.clear();
                }
            }

            @Override
            public void visitVarInsn(int opcode, int variable) {
                if (opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
                    statement.clear();
                }
            }

            @Override
            public void visitInsn(int opcode) {
                boolean end = opcode == Opcodes.POP
                        || opcode == Opcodes.POP2
                        || opcode == Opcodes.ATHROW
                        || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN)
                        || (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE);
                if (end) {
                    statement.clear();
                }
            }
        }
    }
}
