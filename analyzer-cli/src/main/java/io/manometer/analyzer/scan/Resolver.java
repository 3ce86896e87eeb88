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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Follows values from method to method, through static finals and simple helpers, as far as the scanned classes go. */
final class Resolver {
    private static final int DEEPEST = 6;

    private final ClassIndex classes;
    private final Catalog catalog;

    Resolver(ClassIndex classes, Catalog catalog) {
        this.classes = classes;
        this.catalog = catalog;
    }

    @Nullable
    ClassFacts find(String name) {
        return classes.find(name);
    }

    boolean isInteresting(String name) {
        return classes.isInteresting(name);
    }

    /** Null also for classes that mention nothing of the catalogue, as no subclass of something in it does. */
    @Nullable
    ClassFacts findInteresting(String name) {
        return classes.isInteresting(name) ? classes.find(name) : null;
    }

    Symbol resolve(Symbol symbol) {
        return resolve(symbol, DEEPEST);
    }

    private Symbol resolve(Symbol symbol, int depth) {
        if (depth == 0) {
            return new Opaque("a value from far away", symbol.size());
        }
        if (symbol instanceof StaticField field) {
            return field(field.owner(), field.name(), "the static field ", field.size(), depth);
        }
        if (symbol instanceof InstanceField field) {
            return field(field.owner(), field.name(), "the field ", field.size(), depth);
        }
        if (symbol instanceof Result result) {
            return result(result, depth);
        }
        return symbol;
    }

    private Symbol field(String owner, String name, String what, int size, int depth) {
        Opaque unknown = new Opaque(what + Words.simple(owner) + '.' + name, size);
        ClassFacts facts = find(owner);
        FieldNode field = facts == null ? null : facts.field(name);
        if (facts == null || field == null || (field.access & Opcodes.ACC_FINAL) == 0) {
            return unknown;
        }
        if (field.value instanceof Integer || field.value instanceof Long) {
            return Numbers.of(((Number) field.value).longValue(), size);
        }
        Symbol all = null;
        for (Symbol value : facts.assigned(name)) {
            Symbol resolved = resolve(value, depth - 1);
            if (resolved instanceof Parameter) {
                return new Opaque(unknown.why() + ", which is set from a parameter", size);
            }
            all = all == null ? resolved : merged(all, resolved, unknown);
        }
        return all == null ? unknown : all;
    }

    private static Symbol merged(Symbol one, Symbol other, Opaque unknown) {
        if (one.equals(other)) {
            return one;
        }
        if (one instanceof Numbers a && other instanceof Numbers b) {
            List<Long> both = new ArrayList<>(a.values());
            both.addAll(b.values());
            return new Numbers(both.stream().distinct().sorted().toList(), a.size());
        }
        return unknown;
    }

    private Symbol result(Result call, int depth) {
        Opaque unknown =
                new Opaque("the result of " + Words.simple(call.owner()) + '.' + call.name() + "()", call.size());
        ClassFacts facts = find(call.owner());
        MethodFacts method = facts == null ? null : facts.method(call.name(), call.descriptor());
        if (facts == null || method == null || overridable(facts, method)) {
            return unknown;
        }
        Symbol returned = method.returned();
        if (returned == null) {
            return unknown;
        }
        Symbol resolved = resolve(substituted(returned, call.arguments()), depth - 1);
        if (resolved instanceof Opaque && call.arguments().stream().anyMatch(Numbers.class::isInstance)) {
            Symbol computed = method.returned(call.arguments());
            resolved = computed == null ? unknown : resolve(substituted(computed, call.arguments()), depth - 1);
        }
        return resolved instanceof Opaque opaque && !opaque.why().startsWith("the ") ? unknown : resolved;
    }

    private static boolean overridable(ClassFacts facts, MethodFacts method) {
        int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
        return (method.node().access & fixed) == 0 && !facts.isFinal();
    }

    /** In the words of the caller. */
    static Symbol substituted(Symbol symbol, List<Symbol> arguments) {
        if (symbol instanceof Parameter parameter) {
            return parameter.index() >= 0 && parameter.index() < arguments.size()
                    ? arguments.get(parameter.index())
                    : new Opaque("a parameter", symbol.size());
        }
        if (symbol instanceof Result call) {
            return new Result(
                    call.owner(),
                    call.name(),
                    call.descriptor(),
                    call.arguments().stream()
                            .map(argument -> substituted(argument, arguments))
                            .toList(),
                    call.size());
        }
        return symbol;
    }

    /** The limit of what this call makes. */
    Limit limit(Row row, List<Symbol> arguments) {
        if (row.limit() instanceof LimitBy.Nothing) {
            return Limit.NONE;
        }
        if (row.limit() instanceof LimitBy.Itself) {
            return Limit.FINE;
        }
        if (arguments.isEmpty()) {
            return new Limit.NotKnown("code that can't be followed");
        }
        if (row.limit() instanceof LimitBy.Number number) {
            return number(arguments.get(number.argument()), Catalog.HUGE_ITEMS);
        }
        if (row.limit() instanceof LimitBy.HugeNumber number) {
            Limit limit = number(arguments.get(number.argument()), Catalog.HUGE_ITEMS);
            return limit.missing() ? limit : Limit.FINE;
        }
        if (row.limit() instanceof LimitBy.Strategy strategy) {
            return strategy(arguments.get(strategy.argument()));
        }
        if (row.limit() instanceof LimitBy.NumberUnless unless) {
            Symbol flag = resolve(arguments.get(unless.unbounded()));
            if (flag instanceof Numbers numbers && numbers.values().size() == 1) {
                return numbers.lowest() != 0 ? Limit.NONE : number(arguments.get(unless.number()), Catalog.HUGE_ITEMS);
            }
            return new Limit.NotKnown(why(flag));
        }
        throw new IllegalStateException(row.limit().toString());
    }

    Limit number(Symbol symbol, long huge) {
        Symbol resolved = resolve(symbol);
        if (resolved instanceof Numbers numbers) {
            return numbers(numbers, huge);
        }
        if (resolved instanceof AtMost most) {
            return most.bound() < huge
                    ? Limit.FINE
                    : new Limit.NotKnown("a number of at most " + Words.number(most.bound()));
        }
        if (resolved instanceof AtLeast least) {
            return least.bound() >= huge
                    ? new Limit.Huge(least.bound())
                    : new Limit.NotKnown("a number of at least " + Words.number(least.bound()));
        }
        if (resolved instanceof Parameter parameter) {
            return new Limit.ByParameter(parameter.index());
        }
        return new Limit.NotKnown(why(resolved));
    }

    private static Limit numbers(Numbers numbers, long huge) {
        if (numbers.highest() < huge) {
            return Limit.FINE;
        }
        if (numbers.lowest() < huge) {
            return new Limit.NotKnown(
                    "either " + numbers.values().stream().map(Words::number).collect(Collectors.joining(" or ")));
        }
        return numbers.lowest() >= Integer.MAX_VALUE
                ? new Limit.None(numbers.lowest())
                : new Limit.Huge(numbers.lowest());
    }

    private Limit strategy(Symbol symbol) {
        Symbol at = symbol;
        for (int i = 0; i < DEEPEST; i++) {
            if (!(at instanceof StaticField field)) {
                break;
            }
            if (field.owner().endsWith("Strategy")) {
                return field.name().equals("BUFFER") ? Limit.NONE : Limit.FINE;
            }
            ClassFacts facts = find(field.owner());
            List<Symbol> values = facts == null ? List.of() : facts.assigned(field.name());
            if (values.size() != 1) {
                break;
            }
            at = values.get(0);
        }
        return new Limit.NotKnown(why(at));
    }

    /** The limit of a queue that was made somewhere; also finds what makes threads grow. */
    Limit queue(Symbol symbol) {
        return queue(symbol, DEEPEST);
    }

    private Limit queue(Symbol symbol, int depth) {
        Symbol resolved = resolve(symbol);
        if (!(resolved instanceof Created made)) {
            return new Limit.NotKnown(why(resolved));
        }
        MethodFacts.Construction construction = made.in().constructions().get(made.at());
        if (construction == null) {
            return new Limit.NotKnown("a new " + Words.simple(made.type()));
        }
        return made(made.type(), construction.call().desc, construction.arguments(), depth);
    }

    private Limit made(String type, String descriptor, List<Symbol> arguments, int depth) {
        Row row = catalog.row(type, "<init>", descriptor);
        if (row != null) {
            Limit limit = limit(row, arguments);
            return limit instanceof Limit.ByParameter ? new Limit.NotKnown("a parameter") : limit;
        }
        ClassFacts facts = depth == 0 ? null : find(type);
        MethodFacts constructor = facts == null ? null : facts.method("<init>", descriptor);
        if (facts == null || constructor == null || facts.overrides("offer")) {
            return new Limit.NotKnown("a new " + Words.simple(type));
        }
        MethodInsnNode delegate = delegate(constructor);
        if (delegate == null) {
            return new Limit.NotKnown("a new " + Words.simple(type));
        }
        List<Symbol> passed = constructor.arguments(delegate).stream()
                .map(argument -> substituted(argument, arguments))
                .toList();
        return made(delegate.owner, delegate.desc, passed, depth - 1);
    }

    /** The call of {@code super(...)} or {@code this(...)}. */
    static @Nullable MethodInsnNode delegate(MethodFacts constructor) {
        for (var insn : constructor.node().instructions) {
            if (insn instanceof MethodInsnNode call
                    && call.name.equals("<init>")
                    && constructor.receiver(call) instanceof Symbol.This) {
                return call;
            }
        }
        return null;
    }

    /** Where the value comes from, to follow "its limit is". */
    static String why(Symbol symbol) {
        if (symbol instanceof Opaque opaque) {
            return opaque.why();
        }
        if (symbol instanceof Parameter) {
            return "a parameter";
        }
        if (symbol instanceof StaticField field) {
            return "the static field " + Words.simple(field.owner()) + '.' + field.name();
        }
        if (symbol instanceof InstanceField field) {
            return "the field " + Words.simple(field.owner()) + '.' + field.name();
        }
        if (symbol instanceof Result call) {
            return "the result of " + Words.simple(call.owner()) + '.' + call.name() + "()";
        }
        return "a value";
    }
}
