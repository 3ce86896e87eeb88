package io.manometer.agent.instrument;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Frees the local variable behind a method's parameters for an object, by moving the method's own ones up. The first frame, which the next visitor writes, tells of
 * the object; those of the method that only say what changed since then need no more.
 */
final class FreeLocal extends MethodVisitor {
    static final String TYPE = "java/lang/Object";

    private final int slot;

    /** How many values the frame before has in front of the freed one, of which the method must not give one up. */
    private final int parameters;

    private final Runnable refuse;

    /** How many values the last frame had, the freed one among them. */
    private int known;

    FreeLocal(int api, MethodVisitor next, int parameters, int slot, Runnable refuse) {
        super(api, next);
        this.slot = slot;
        this.parameters = parameters;
        this.refuse = refuse;
        this.known = parameters + 1;
    }

    private int moved(int local) {
        return local < slot ? local : local + 1;
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        super.visitVarInsn(opcode, moved(local));
    }

    @Override
    public void visitIincInsn(int local, int increment) {
        super.visitIincInsn(moved(local), increment);
    }

    @Override
    public void visitLocalVariable(
            String name, String descriptor, @Nullable String signature, Label start, Label end, int index) {
        super.visitLocalVariable(name, descriptor, signature, start, end, moved(index));
    }

    @Override
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
            int type,
            @Nullable TypePath path,
            Label[] start,
            Label[] end,
            int[] index,
            String descriptor,
            boolean visible) {
        int[] all = new int[index.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = moved(index[i]);
        }
        return super.visitLocalVariableAnnotation(type, path, start, end, all, descriptor, visible);
    }

    @Override
    public void visitFrame(int type, int count, Object @Nullable [] locals, int depth, Object @Nullable [] stack) {
        if (type == Opcodes.F_FULL && locals != null) {
            full(count, locals, depth, stack);
            return;
        }
        known += type == Opcodes.F_APPEND ? count : type == Opcodes.F_CHOP ? -count : 0;
        if (known <= parameters) {
            refuse.run();
        }
        super.visitFrame(type, count, locals, depth, stack);
    }

    private void full(int count, Object[] locals, int depth, Object @Nullable [] stack) {
        List<Object> all = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < count; i++) {
            if (at == slot) {
                all.add(TYPE);
            }
            all.add(locals[i]);
            at += locals[i] == Opcodes.LONG || locals[i] == Opcodes.DOUBLE ? 2 : 1;
        }
        if (at == slot) {
            all.add(TYPE);
        }
        known = all.size();
        if (known == count) {
            refuse.run();
        }
        super.visitFrame(Opcodes.F_FULL, known, all.toArray(), depth, stack);
    }
}
