package io.manometer.agent.naming;

import io.manometer.agent.log.Log;
import io.manometer.boot.Sampler;
import io.manometer.boot.Site;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The field or local variable that a buffer was stored in, as {@code Class.field}: in the bytecode of the creating method, the
 * store that directly follows the instruction the site was found at. Nothing is guessed: without such a store, or without debug
 * information for a local variable, there is no name.
 */
public final class VariableNames implements Sampler.SiteNamer {
    private static final int API = Opcodes.ASM9;

    @Override
    public @Nullable String variableAt(Site site) {
        Class<?> declaring = site.declaringClass();
        if (declaring == null || site.bytecodeIndex < 0) {
            return null;
        }
        try (InputStream in = bytecode(declaring)) {
            return in == null
                    ? null
                    : find(
                            in.readAllBytes(),
                            site.methodName + site.methodDescriptor,
                            site.bytecodeIndex,
                            simpleName(site.className));
        } catch (IOException | RuntimeException | LinkageError e) {
            Log.debug("no variable name for " + site.describe(), e);
            return null;
        }
    }

    private static @Nullable InputStream bytecode(Class<?> declaring) {
        String path = declaring.getName().replace('.', '/') + ".class";
        ClassLoader loader = declaring.getClassLoader();
        return loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path);
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** Visible for tests: the variable stored to right after the call at {@code index} in the method of that name and descriptor. */
    static @Nullable String find(byte[] bytes, String method, int index, String owner) {
        Finder finder = new Finder(method, index, owner);
        new IndexedReader(bytes, finder).accept(finder, 0);
        return finder.found;
    }

    /** ASM tells no bytecode indices, but creates a label for each instruction when asked for it at its offset. */
    private static final class IndexedReader extends ClassReader {
        private final Finder finder;

        IndexedReader(byte[] bytes, Finder finder) {
            super(bytes);
            this.finder = finder;
        }

        @Override
        protected void readBytecodeInstructionOffset(int bytecodeOffset) {
            finder.offset = bytecodeOffset;
        }
    }

    private static final class Finder extends ClassVisitor {
        private final String method;
        private final int index;
        private final String owner;
        private int offset;
        private @Nullable String found;

        Finder(String method, int index, String owner) {
            super(API);
            this.method = method;
            this.index = index;
            this.owner = owner;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return (name + descriptor).equals(method) && found == null ? new StoreAfter() : null;
        }

        private final class StoreAfter extends MethodVisitor {
            private boolean passed;
            private int slot = -1;
            private int slotOffset;
            private final List<Label> labels = new ArrayList<>();
            private final List<Integer> labelOffsets = new ArrayList<>();

            StoreAfter() {
                super(API);
            }

            @Override
            public void visitMethodInsn(int opcode, String type, String name, String descriptor, boolean isInterface) {
                // A wrapper around the call, as in Executors.unconfigurable, is still before the store; any other
                // instruction ends the search.
                passed = offset == index;
            }

            @Override
            public void visitInvokeDynamicInsn(
                    String name, String descriptor, net.bytebuddy.jar.asm.Handle handle, Object... arguments) {
                passed = false;
            }

            @Override
            public void visitFieldInsn(int opcode, String type, String name, String descriptor) {
                if (passed && (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) && found == null) {
                    found = owner + "." + name;
                }
                passed = false;
            }

            @Override
            public void visitVarInsn(int opcode, int variable) {
                if (passed && opcode == Opcodes.ASTORE) {
                    slot = variable;
                    slotOffset = offset;
                }
                passed = false;
            }

            @Override
            public void visitLabel(Label label) {
                labels.add(label);
                labelOffsets.add(offset);
            }

            @Override
            public void visitInsn(int opcode) {
                passed = false;
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                passed = false;
            }

            @Override
            public void visitLdcInsn(Object value) {
                passed = false;
            }

            @Override
            public void visitJumpInsn(int opcode, Label label) {
                passed = false;
            }

            @Override
            public void visitLocalVariable(
                    String name, String descriptor, @Nullable String signature, Label start, Label end, int variable) {
                // The variable's range begins right behind the store.
                if (slot == variable && found == null && startsAfterStore(start)) {
                    found = owner + "." + name;
                }
            }

            private boolean startsAfterStore(Label start) {
                int at = labels.indexOf(start);
                return at >= 0 && Math.abs(labelOffsets.get(at) - slotOffset) <= 3;
            }
        }
    }
}
