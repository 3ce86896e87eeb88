package io.manometer.analyzer.scan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/** A method, with what its stack holds at each instruction. */
final class MethodFacts {
    /** Instructions times variables; beyond it, as in generated parsers, following every value takes too long. */
    private static final long MOST_WORK = 4_000_000;

    /** Where an object got its arguments. */
    record Construction(MethodInsnNode call, List<Symbol> arguments) {}

    /** What a field was set to. */
    record Assignment(FieldInsnNode at, Symbol value) {}

    private final ClassFacts owner;
    private MethodNode node;
    private boolean isRead;
    private final Map<AbstractInsnNode, Integer> index = new IdentityHashMap<>();
    private Frame<Symbol> @Nullable [] frames;
    private @Nullable Map<AbstractInsnNode, Construction> constructions;

    /**
     * @param node without its code
     */
    MethodFacts(ClassFacts owner, MethodNode node) {
        this.owner = owner;
        this.node = node;
    }

    boolean isRead() {
        return isRead;
    }

    /** Told where the code will be. */
    MethodNode read(MethodNode withCode) {
        node = withCode;
        isRead = true;
        return withCode;
    }

    ClassFacts owner() {
        return owner;
    }

    MethodNode node() {
        if (!isRead) {
            owner.readCode(List.of(this));
        }
        return node;
    }

    boolean isStatic() {
        return (node.access & Opcodes.ACC_STATIC) != 0;
    }

    boolean tooLarge() {
        return (long) node().instructions.size() * (node.maxLocals + node.maxStack) > MOST_WORK;
    }

    /** Which parameter, counted without the receiver, begins at that local variable. */
    int parameterAt(int local) {
        int at = isStatic() ? 0 : 1;
        int parameter = 0;
        for (Type type : Type.getArgumentTypes(node.desc)) {
            if (at == local) {
                return parameter;
            }
            at += type.getSize();
            parameter++;
        }
        return -1;
    }

    /** Null where the code can't be reached, or is too large to follow. */
    @Nullable
    Frame<Symbol> frame(AbstractInsnNode insn) {
        Frame<Symbol>[] all = frames();
        Integer at = index.get(insn);
        return at == null || at >= all.length ? null : all[at];
    }

    private Frame<Symbol>[] frames() {
        Frame<Symbol>[] known = frames;
        if (known != null) {
            return known;
        }
        Frame<Symbol>[] found = analyzed(new SymbolInterpreter(this, List.of()));
        int i = 0;
        for (AbstractInsnNode insn : node().instructions) {
            index.put(insn, i++);
        }
        frames = found;
        return found;
    }

    @SuppressWarnings("unchecked")
    private Frame<Symbol>[] analyzed(SymbolInterpreter interpreter) {
        if (tooLarge() || node().instructions.size() == 0) {
            return (Frame<Symbol>[]) new Frame<?>[0];
        }
        try {
            return new Analyzer<>(interpreter).analyze(owner.name(), node());
        } catch (AnalyzerException e) {
            return (Frame<Symbol>[]) new Frame<?>[0];
        }
    }

    /** What the call is given, without the receiver; empty where the code can't be followed. */
    List<Symbol> arguments(MethodInsnNode call) {
        return top(call, Type.getArgumentTypes(call.desc).length, 0);
    }

    /** On which object it is called. */
    @Nullable
    Symbol receiver(MethodInsnNode call) {
        if (call.getOpcode() == Opcodes.INVOKESTATIC) {
            return null;
        }
        List<Symbol> one = top(call, 1, Type.getArgumentTypes(call.desc).length);
        return one.isEmpty() ? null : one.get(0);
    }

    private List<Symbol> top(AbstractInsnNode insn, int count, int below) {
        Frame<Symbol> frame = frame(insn);
        List<Symbol> values = new ArrayList<>();
        if (frame != null) {
            int from = frame.getStackSize() - below - count;
            for (int i = Math.max(from, 0); i < from + count; i++) {
                values.add(frame.getStack(i));
            }
        }
        return values;
    }

    boolean followed(AbstractInsnNode insn) {
        return frame(insn) != null;
    }

    /** By the instruction that made the object. */
    Map<AbstractInsnNode, Construction> constructions() {
        Map<AbstractInsnNode, Construction> known = constructions;
        if (known != null) {
            return known;
        }
        Map<AbstractInsnNode, Construction> found = new IdentityHashMap<>();
        for (AbstractInsnNode insn : node().instructions) {
            if (insn instanceof MethodInsnNode call
                    && call.name.equals("<init>")
                    && receiver(call) instanceof Symbol.Created made
                    && made.in() == this) {
                found.put(made.at(), new Construction(call, arguments(call)));
            }
        }
        constructions = found;
        return found;
    }

    List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        for (AbstractInsnNode insn : node().instructions) {
            boolean put = insn.getOpcode() == Opcodes.PUTFIELD || insn.getOpcode() == Opcodes.PUTSTATIC;
            if (put) {
                List<Symbol> value = top(insn, 1, 0);
                if (!value.isEmpty()) {
                    assignments.add(new Assignment((FieldInsnNode) insn, value.get(0)));
                }
            }
        }
        return assignments;
    }

    /** What it returns, as far as that is one thing. */
    @Nullable
    Symbol returned() {
        return returned(frames());
    }

    /** What it returns when it is called with these. */
    @Nullable
    Symbol returned(List<Symbol> arguments) {
        return returned(analyzed(new SymbolInterpreter(this, arguments)));
    }

    private @Nullable Symbol returned(Frame<Symbol>[] all) {
        Symbol returned = null;
        SymbolInterpreter interpreter = new SymbolInterpreter(this, List.of());
        int i = 0;
        for (AbstractInsnNode insn : node().instructions) {
            Frame<Symbol> frame = i < all.length ? all[i] : null;
            i++;
            int opcode = insn.getOpcode();
            boolean returns = opcode == Opcodes.IRETURN || opcode == Opcodes.LRETURN || opcode == Opcodes.ARETURN;
            if (returns && frame != null) {
                Symbol value = frame.getStack(frame.getStackSize() - 1);
                returned = returned == null ? value : interpreter.merge(returned, value);
            }
        }
        return returned;
    }

    /** 0 when it was compiled without lines. */
    int line(AbstractInsnNode insn) {
        for (AbstractInsnNode at = insn; at != null; at = at.getPrevious()) {
            if (at instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }
}
