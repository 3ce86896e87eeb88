package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.GateRule;
import io.manometer.analyzer.scan.Symbol.Created;
import io.manometer.analyzer.scan.Symbol.InstanceField;
import io.manometer.analyzer.scan.Symbol.Numbers;
import io.manometer.analyzer.scan.Symbol.Parameter;
import io.manometer.analyzer.scan.Symbol.StaticField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Pools that are made first and told their limits afterwards, as Spring's are. */
final class BeanJudge {
    private static final int MOST_ANCESTORS = 3;
    private static final Symbol BY_REFERENCE = new Symbol.Opaque("what a method reference passes to its setter", 1);

    private final Catalog catalog;
    private final Resolver resolver;
    private final Findings findings;

    BeanJudge(Catalog catalog, Resolver resolver, Findings findings) {
        this.catalog = catalog;
        this.resolver = resolver;
        this.findings = findings;
    }

    /** The kind of pool that this constructor call makes; null when it makes none, or is that of a subclass calling up. */
    Catalog.@Nullable Bean made(MethodFacts method, MethodInsnNode call) {
        Catalog.Bean bean = catalog.bean(call.owner);
        String ancestor = call.owner;
        for (int i = 0; bean == null && i < MOST_ANCESTORS; i++) {
            ClassFacts facts = resolver.findInteresting(ancestor);
            if (facts == null) {
                break;
            }
            ancestor = facts.superName();
            bean = catalog.bean(ancestor);
        }
        return bean != null && method.receiver(call) instanceof Created ? bean : null;
    }

    void judge(MethodFacts method, MethodInsnNode constructor, Catalog.Bean bean) {
        if (!(method.receiver(constructor) instanceof Created made)) {
            return;
        }
        Limit limit = limit(method, made, bean);
        boolean anonymous = Words.named(made.type()).startsWith("this ");
        String subject = "new " + Words.simple(anonymous ? bean.owner() : made.type());
        if (limit instanceof Limit.NotKnown unknown) {
            findings.notKnown(method, constructor, subject, unknown.why());
        } else if (limit instanceof Limit.ByParameter) {
            findings.notKnown(method, constructor, subject, "a parameter of " + method.node().name);
        } else if (limit.missing()) {
            report(method, constructor, bean, made, limit, subject);
        }
    }

    private void report(
            MethodFacts method,
            MethodInsnNode constructor,
            Catalog.Bean bean,
            Created made,
            Limit limit,
            String subject) {
        boolean threads = bean.rule() == GateRule.UNBOUNDED_THREADS;
        boolean neverSet = limit instanceof Limit.None none && none.number() < 0;
        String without = neverSet ? ", as " + bean.setter() + " is not called" : "";
        findings.violation(
                Sentences.rule(bean.rule(), limit),
                method,
                constructor,
                bean.kind(),
                bean.type(),
                bean.buffer(),
                bean.owner(),
                threads
                        ? subject + " starts a thread for each task, without a limit" + without
                        : subject + " has a queue that " + Sentences.hasNone(limit) + without,
                List.of());
        Symbol core = argument(method, made, "setCorePoolSize");
        Symbol most = argument(method, made, "setMaxPoolSize");
        if (!threads
                && most != null
                && resolver.resolve(most) instanceof Numbers maximum
                && (core == null ? Numbers.of(1, 1) : resolver.resolve(core)) instanceof Numbers threadsKept
                && threadsKept.highest() < maximum.lowest()) {
            findings.violation(
                    GateRule.UNREACHABLE_MAX_POOL,
                    method,
                    constructor,
                    bean.kind(),
                    bean.type(),
                    bean.buffer(),
                    bean.owner(),
                    subject + " stays at " + Words.plural(Math.max(1, threadsKept.highest()), "thread", "threads")
                            + ": it would grow to " + Words.number(maximum.lowest())
                            + " when its queue is full, which never happens",
                    List.of());
        }
    }

    private Limit limit(MethodFacts method, Created made, Catalog.Bean bean) {
        Symbol set = argument(method, made, bean.setter());
        if (set == null) {
            return Limit.NONE;
        }
        long huge = bean.rule() == GateRule.UNBOUNDED_THREADS ? Catalog.HUGE_THREADS : Catalog.HUGE_ITEMS;
        boolean noneByNumber = bean.rule() == GateRule.UNBOUNDED_THREADS
                && resolver.resolve(set) instanceof Numbers numbers
                && numbers.highest() < 0;
        return noneByNumber ? Limit.NONE : resolver.number(set, huge);
    }

    /**
     * What this setter of the object is given, here, in a helper that gets the object, or by way of the field that keeps it.
     *
     * @return null when the setter is not called
     */
    private @Nullable Symbol argument(MethodFacts method, Created made, String setter) {
        Set<String> fields = new HashSet<>();
        method.assignments().stream()
                .filter(assignment -> same(assignment.value(), made))
                .forEach(assignment -> fields.add(assignment.at().name));
        List<MethodFacts> near = new ArrayList<>(List.of(method));
        if (!fields.isEmpty()) {
            method.owner().methods().stream().filter(other -> other != method).forEach(near::add);
        }
        for (MethodFacts place : near) {
            for (AbstractInsnNode insn : place.node().instructions) {
                if (place == method && isReference(insn, setter)) {
                    return BY_REFERENCE;
                }
                if (insn instanceof MethodInsnNode call) {
                    Symbol found = call.name.equals(setter)
                            ? setTo(place, call, made, fields)
                            : place == method ? byHelper(method, call, made, setter) : null;
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable Symbol setTo(MethodFacts place, MethodInsnNode call, Created made, Set<String> fields) {
        Symbol receiver = place.receiver(call);
        List<Symbol> arguments = place.arguments(call);
        if (receiver == null || arguments.size() != 1) {
            return null;
        }
        boolean byField = receiver instanceof InstanceField field && fields.contains(field.name())
                || receiver instanceof StaticField constant && fields.contains(constant.name());
        if (same(receiver, made) || byField) {
            return arguments.get(0);
        }
        // The object may have come together with another one on the way.
        boolean perhaps =
                receiver instanceof Symbol.Opaque opaque && opaque.why().equals(Symbol.Opaque.PATHS);
        return perhaps ? receiver : null;
    }

    private @Nullable Symbol byHelper(MethodFacts method, MethodInsnNode call, Created made, String setter) {
        List<Symbol> arguments = method.arguments(call);
        for (int i = 0; i < arguments.size(); i++) {
            if (same(arguments.get(i), made)) {
                ClassFacts facts = resolver.find(call.owner);
                MethodFacts helper = facts == null ? null : facts.method(call.name, call.desc);
                Symbol set = helper == null ? null : setOnParameter(helper, i, setter);
                if (set != null) {
                    return Resolver.substituted(set, arguments);
                }
            }
        }
        return null;
    }

    private static @Nullable Symbol setOnParameter(MethodFacts helper, int parameter, String setter) {
        for (AbstractInsnNode insn : helper.node().instructions) {
            if (isReference(insn, setter)) {
                return BY_REFERENCE;
            }
            if (insn instanceof MethodInsnNode call
                    && call.name.equals(setter)
                    && helper.receiver(call) instanceof Parameter given
                    && given.index() == parameter) {
                List<Symbol> arguments = helper.arguments(call);
                return arguments.size() == 1 ? arguments.get(0) : null;
            }
        }
        return null;
    }

    /** {@code executor::setQueueCapacity}, as Spring's builders have it. */
    private static boolean isReference(AbstractInsnNode insn, String setter) {
        if (insn instanceof InvokeDynamicInsnNode dynamic) {
            for (Object argument : dynamic.bsmArgs) {
                if (argument instanceof Handle handle && handle.getName().equals(setter)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean same(@Nullable Symbol symbol, Created made) {
        return symbol instanceof Created other && other.at() == made.at();
    }
}
