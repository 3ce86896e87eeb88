package io.manometer.analyzer.scan;

import io.manometer.analyzer.scan.Symbol.AtLeast;
import io.manometer.analyzer.scan.Symbol.AtMost;
import io.manometer.analyzer.scan.Symbol.Created;
import io.manometer.analyzer.scan.Symbol.InstanceField;
import io.manometer.analyzer.scan.Symbol.Numbers;
import io.manometer.analyzer.scan.Symbol.Opaque;
import io.manometer.analyzer.scan.Symbol.Parameter;
import io.manometer.analyzer.scan.Symbol.Result;
import io.manometer.analyzer.scan.Symbol.StaticField;
import io.manometer.analyzer.scan.Symbol.Text;
import io.manometer.analyzer.scan.Symbol.This;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Follows constants and new objects through a method. */
final class SymbolInterpreter extends Interpreter<Symbol> {
    /** Beyond that many, a set of constants is a loop that counts. */
    private static final int MOST_NUMBERS = 4;

    /** No machine of today has more. */
    private static final long MOST_PROCESSORS = 1024;

    private static final Opaque REFERENCE = new Opaque("a value", 1);
    private static final Opaque WIDE = new Opaque("a value", 2);

    private final MethodFacts method;
    private final List<Symbol> given;

    /**
     * @param given what the method is called with; empty to follow its parameters as such
     */
    SymbolInterpreter(MethodFacts method, List<Symbol> given) {
        super(Opcodes.ASM9);
        this.method = method;
        this.given = given;
    }

    @Override
    public @Nullable Symbol newValue(@Nullable Type type) {
        if (type == null) {
            return REFERENCE;
        }
        return switch (type.getSort()) {
            case Type.VOID -> null;
            case Type.LONG, Type.DOUBLE -> WIDE;
            default -> REFERENCE;
        };
    }

    @Override
    public Symbol newParameterValue(boolean isInstanceMethod, int local, Type type) {
        if (isInstanceMethod && local == 0) {
            return new This(1);
        }
        int index = method.parameterAt(local);
        return index >= 0 && index < given.size() && given.get(index).size() == type.getSize()
                ? given.get(index)
                : new Parameter(index, type.getSize());
    }

    @Override
    public @Nullable Symbol newOperation(AbstractInsnNode insn) {
        int opcode = insn.getOpcode();
        return switch (opcode) {
            case Opcodes.ICONST_M1,
                    Opcodes.ICONST_0,
                    Opcodes.ICONST_1,
                    Opcodes.ICONST_2,
                    Opcodes.ICONST_3,
                    Opcodes.ICONST_4,
                    Opcodes.ICONST_5 -> Numbers.of(opcode - Opcodes.ICONST_0, 1);
            case Opcodes.LCONST_0, Opcodes.LCONST_1 -> Numbers.of(opcode - Opcodes.LCONST_0, 2);
            case Opcodes.BIPUSH, Opcodes.SIPUSH -> Numbers.of(((IntInsnNode) insn).operand, 1);
            case Opcodes.LDC -> constant(((LdcInsnNode) insn).cst);
            case Opcodes.GETSTATIC -> {
                FieldInsnNode field = (FieldInsnNode) insn;
                yield new StaticField(
                        field.owner,
                        field.name,
                        field.desc,
                        Type.getType(field.desc).getSize());
            }
            case Opcodes.NEW -> new Created(method, insn, ((TypeInsnNode) insn).desc, 1);
            case Opcodes.DCONST_0, Opcodes.DCONST_1 -> WIDE;
            default -> REFERENCE;
        };
    }

    private static Symbol constant(Object value) {
        if (value instanceof Integer number) {
            return Numbers.of(number, 1);
        }
        if (value instanceof Long number) {
            return Numbers.of(number, 2);
        }
        if (value instanceof String text) {
            return new Text(text, 1);
        }
        return value instanceof Double ? WIDE : REFERENCE;
    }

    @Override
    public Symbol copyOperation(AbstractInsnNode insn, Symbol value) {
        return value;
    }

    @Override
    public @Nullable Symbol unaryOperation(AbstractInsnNode insn, Symbol value) {
        return switch (insn.getOpcode()) {
            case Opcodes.INEG, Opcodes.LNEG -> map(value, Numbers.of(0, 1), value.size(), (a, b) -> -a);
            case Opcodes.IINC -> map(value, Numbers.of(((IincInsnNode) insn).incr, 1), 1, (a, b) -> (int) (a + b));
            case Opcodes.I2L -> resized(value, 2);
            case Opcodes.L2I -> map(value, Numbers.of(0, 1), 1, (a, b) -> (int) a);
            case Opcodes.CHECKCAST -> value;
            case Opcodes.GETFIELD -> {
                FieldInsnNode field = (FieldInsnNode) insn;
                yield new InstanceField(
                        field.owner, field.name, Type.getType(field.desc).getSize());
            }
            case Opcodes.I2D, Opcodes.L2D, Opcodes.F2D, Opcodes.F2L, Opcodes.D2L, Opcodes.DNEG -> WIDE;
            case Opcodes.IFEQ,
                    Opcodes.IFNE,
                    Opcodes.IFLT,
                    Opcodes.IFGE,
                    Opcodes.IFGT,
                    Opcodes.IFLE,
                    Opcodes.IFNULL,
                    Opcodes.IFNONNULL,
                    Opcodes.TABLESWITCH,
                    Opcodes.LOOKUPSWITCH,
                    Opcodes.PUTSTATIC,
                    Opcodes.ATHROW,
                    Opcodes.MONITORENTER,
                    Opcodes.MONITOREXIT,
                    Opcodes.IRETURN,
                    Opcodes.LRETURN,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN,
                    Opcodes.ARETURN -> null;
            default -> REFERENCE;
        };
    }

    @Override
    public @Nullable Symbol binaryOperation(AbstractInsnNode insn, Symbol one, Symbol other) {
        return switch (insn.getOpcode()) {
            case Opcodes.IADD -> map(one, other, 1, (a, b) -> (int) (a + b));
            case Opcodes.ISUB -> map(one, other, 1, (a, b) -> (int) (a - b));
            case Opcodes.IMUL -> map(one, other, 1, (a, b) -> (int) (a * b));
            case Opcodes.IDIV -> map(one, other, 1, (a, b) -> b == 0 ? 0 : a / b);
            case Opcodes.ISHL -> map(one, other, 1, (a, b) -> (int) a << b);
            case Opcodes.ISHR -> map(one, other, 1, (a, b) -> (int) a >> b);
            case Opcodes.IUSHR -> map(one, other, 1, (a, b) -> (int) a >>> b);
            case Opcodes.IAND -> map(one, other, 1, (a, b) -> a & b);
            case Opcodes.IOR -> map(one, other, 1, (a, b) -> a | b);
            case Opcodes.LADD -> map(one, other, 2, Long::sum);
            case Opcodes.LSUB -> map(one, other, 2, (a, b) -> a - b);
            case Opcodes.LMUL -> map(one, other, 2, (a, b) -> a * b);
            case Opcodes.LSHL -> map(one, other, 2, (a, b) -> a << b);
            case Opcodes.LDIV,
                    Opcodes.LREM,
                    Opcodes.LAND,
                    Opcodes.LOR,
                    Opcodes.LXOR,
                    Opcodes.LSHR,
                    Opcodes.LUSHR,
                    Opcodes.DADD,
                    Opcodes.DSUB,
                    Opcodes.DMUL,
                    Opcodes.DDIV,
                    Opcodes.DREM,
                    Opcodes.LALOAD,
                    Opcodes.DALOAD -> WIDE;
            case Opcodes.IF_ICMPEQ,
                    Opcodes.IF_ICMPNE,
                    Opcodes.IF_ICMPLT,
                    Opcodes.IF_ICMPGE,
                    Opcodes.IF_ICMPGT,
                    Opcodes.IF_ICMPLE,
                    Opcodes.IF_ACMPEQ,
                    Opcodes.IF_ACMPNE,
                    Opcodes.PUTFIELD -> null;
            default -> REFERENCE;
        };
    }

    @Override
    public @Nullable Symbol ternaryOperation(AbstractInsnNode insn, Symbol one, Symbol two, Symbol three) {
        return null;
    }

    @Override
    public @Nullable Symbol naryOperation(AbstractInsnNode insn, List<? extends Symbol> values) {
        if (!(insn instanceof MethodInsnNode call)) {
            return insn.getOpcode() == Opcodes.MULTIANEWARRAY ? REFERENCE : dynamic(insn);
        }
        Type returned = Type.getReturnType(call.desc);
        if (returned.getSort() == Type.VOID) {
            return null;
        }
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        List<Symbol> arguments = new ArrayList<>();
        for (Symbol value : isStatic ? values : values.subList(1, values.size())) {
            arguments.add(value instanceof Result nested ? flat(nested) : value);
        }
        Symbol known = ofTheJdk(call, isStatic ? null : values.get(0), arguments);
        return known != null
                ? known
                : new Result(call.owner, call.name, call.desc, List.copyOf(arguments), returned.getSize());
    }

    /** Calls within calls are followed two deep; without an end, comparing them could take for ever. */
    private static Symbol flat(Result call) {
        return call.arguments().stream().anyMatch(Result.class::isInstance)
                ? new Opaque("the result of " + Words.simple(call.owner()) + '.' + call.name(), call.size())
                : call;
    }

    private @Nullable Symbol dynamic(AbstractInsnNode insn) {
        return newValue(Type.getReturnType(((org.objectweb.asm.tree.InvokeDynamicInsnNode) insn).desc));
    }

    private static @Nullable Symbol ofTheJdk(MethodInsnNode call, @Nullable Symbol receiver, List<Symbol> arguments) {
        int size = Type.getReturnType(call.desc).getSize();
        return switch (call.owner + '.' + call.name) {
            case "java/lang/Integer.valueOf", "java/lang/Long.valueOf" ->
                call.desc.startsWith("(I)") || call.desc.startsWith("(J)") ? resized(arguments.get(0), 1) : null;
            case "java/lang/Integer.intValue", "java/lang/Long.longValue", "java/lang/Long.intValue" ->
                receiver == null ? null : resized(receiver, size);
            case "java/lang/Math.min" -> least(arguments.get(0), arguments.get(1), size);
            case "java/lang/Math.max" -> most(arguments.get(0), arguments.get(1), size);
            case "java/lang/Math.toIntExact" -> resized(arguments.get(0), 1);
            case "java/lang/Runtime.availableProcessors" -> new AtMost(MOST_PROCESSORS, 1);
            case "java/lang/Integer.getInteger", "java/lang/Long.getLong" -> property(arguments, size);
            default -> null;
        };
    }

    private static Symbol property(List<Symbol> arguments, int size) {
        String name = arguments.get(0) instanceof Text text ? " " + text.value() : "";
        String without = arguments.size() > 1 && arguments.get(1) instanceof Numbers numbers
                ? ", " + Words.number(numbers.highest()) + " without it"
                : "";
        return new Opaque("the system property" + name + without, size);
    }

    private static Symbol least(Symbol one, Symbol other, int size) {
        if (one instanceof Numbers && other instanceof Numbers) {
            return map(one, other, size, Math::min);
        }
        if (one instanceof Numbers numbers) {
            return new AtMost(numbers.highest(), size);
        }
        if (other instanceof Numbers numbers) {
            return new AtMost(numbers.highest(), size);
        }
        if (one instanceof AtMost || other instanceof AtMost) {
            return one instanceof AtMost ? one : other;
        }
        return new Opaque("the lesser of two values", size);
    }

    private static Symbol most(Symbol one, Symbol other, int size) {
        if (one instanceof Numbers && other instanceof Numbers) {
            return map(one, other, size, Math::max);
        }
        if (one instanceof Numbers numbers) {
            return other instanceof AtMost most
                    ? new AtMost(Math.max(most.bound(), numbers.highest()), size)
                    : new AtLeast(numbers.lowest(), size);
        }
        if (other instanceof Numbers) {
            return most(other, one, size);
        }
        return new Opaque("the greater of two values", size);
    }

    private static Symbol resized(Symbol value, int size) {
        if (value.size() == size) {
            return value;
        }
        if (value instanceof Numbers numbers) {
            return new Numbers(numbers.values(), size);
        }
        if (value instanceof AtMost most) {
            return new AtMost(most.bound(), size);
        }
        if (value instanceof Parameter parameter) {
            return new Parameter(parameter.index(), size);
        }
        if (value instanceof StaticField field) {
            return new StaticField(field.owner(), field.name(), field.descriptor(), size);
        }
        if (value instanceof InstanceField field) {
            return new InstanceField(field.owner(), field.name(), size);
        }
        if (value instanceof Opaque opaque) {
            return new Opaque(opaque.why(), size);
        }
        return size == 2 ? WIDE : REFERENCE;
    }

    private static Symbol map(Symbol one, Symbol other, int size, LongBinaryOperator operation) {
        if (one instanceof Numbers a && other instanceof Numbers b) {
            TreeSet<Long> results = new TreeSet<>();
            for (long x : a.values()) {
                for (long y : b.values()) {
                    results.add(operation.applyAsLong(x, y));
                }
            }
            if (results.size() <= MOST_NUMBERS) {
                return new Numbers(List.copyOf(results), size);
            }
            return new Opaque("a computed number", size);
        }
        AtMost most = one instanceof AtMost ? (AtMost) one : other instanceof AtMost ? (AtMost) other : null;
        Numbers factor = one instanceof Numbers ? (Numbers) one : other instanceof Numbers ? (Numbers) other : null;
        if (most != null && factor != null && factor.values().size() == 1 && factor.lowest() >= 0) {
            // Of the operations above, those that grow with both sides; the others stay below the bound.
            long bound = one instanceof AtMost
                    ? operation.applyAsLong(most.bound(), factor.lowest())
                    : operation.applyAsLong(factor.lowest(), most.bound());
            return new AtMost(Math.max(bound, 0), size);
        }
        return new Opaque("a computed number", size);
    }

    @Override
    public void returnOperation(AbstractInsnNode insn, Symbol value, Symbol expected) {
        // types are the verifier's business
    }

    @Override
    public Symbol merge(Symbol one, Symbol other) {
        if (one.equals(other)) {
            return one;
        }
        int size = Math.min(one.size(), other.size());
        if (one instanceof Numbers a && other instanceof Numbers b) {
            TreeSet<Long> union = new TreeSet<>(a.values());
            union.addAll(b.values());
            if (union.size() <= MOST_NUMBERS) {
                return union.size() == a.values().size() ? one : new Numbers(List.copyOf(union), size);
            }
        }
        return one instanceof Opaque opaque && opaque.why().equals(Opaque.PATHS) && opaque.size() == size
                ? one
                : new Opaque(Opaque.PATHS, size);
    }
}
