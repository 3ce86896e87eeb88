package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.GateRule;
import io.manometer.analyzer.scan.Symbol.Created;
import io.manometer.analyzer.scan.Symbol.Numbers;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Finds in a method all calls of the catalogue, and says of each whether what it makes has a limit. */
final class MethodJudge implements Mentions.Wanted {
    private final Catalog catalog;
    private final Resolver resolver;
    private final Findings findings;
    private final BeanJudge beans;

    MethodJudge(Catalog catalog, Resolver resolver, Findings findings) {
        this.catalog = catalog;
        this.resolver = resolver;
        this.findings = findings;
        this.beans = new BeanJudge(catalog, resolver, findings);
    }

    @Override
    public boolean owner(String owner) {
        return catalog.knows(owner) || resolver.isInteresting(owner);
    }

    @Override
    public boolean call(String owner, String name, String descriptor) {
        // Any constructor, as that of a pool, or of a subclass of one that is told its limit afterwards.
        return name.equals("<init>") || catalog.row(owner, name, descriptor) != null;
    }

    void judge(MethodFacts method) {
        Set<AbstractInsnNode> ofPools = queuesOfPools(method);
        for (AbstractInsnNode insn : method.node().instructions) {
            if (insn instanceof InvokeDynamicInsnNode dynamic) {
                references(method, dynamic);
            } else if (insn instanceof MethodInsnNode call && !inherited(method, call)) {
                call(method, call, ofPools);
            }
        }
    }

    /** The library's own constructors that call each other. */
    private static boolean inherited(MethodFacts method, MethodInsnNode call) {
        return call.name.equals("<init>") && call.owner.equals(method.owner().name());
    }

    private void call(MethodFacts method, MethodInsnNode call, Set<AbstractInsnNode> ofPools) {
        if (isPoolConstructor(call)) {
            pool(method, call);
            return;
        }
        Catalog.Bean bean = call.name.equals("<init>") ? beans.made(method, call) : null;
        if (bean != null) {
            beans.judge(method, call, bean);
            return;
        }
        Row row = catalog.row(call.owner, call.name, call.desc);
        if (row == null) {
            return;
        }
        Symbol receiver = row.constructor() ? method.receiver(call) : null;
        if (receiver instanceof Created made && ofPools.contains(made.at())) {
            return;
        }
        if (receiver instanceof Symbol.This && row.kind().equals("executor")) {
            return; // a subclass of a wrapper, which may wrap something else
        }
        if (receiver instanceof Symbol.This && method.owner().overrides("offer")) {
            findings.notKnown(
                    method,
                    call,
                    Words.named(method.owner().name()) + ", a " + row.made(),
                    "what its own offer() says");
            return;
        }
        if (!method.followed(call) && !method.tooLarge()) {
            return; // can't be reached
        }
        Limit limit = resolver.limit(row, method.arguments(call));
        if (limit.missing()) {
            findings.violation(
                    Sentences.rule(row.rule(), limit),
                    method,
                    call,
                    row.kind(),
                    row.type(),
                    row.buffer(),
                    row.call(),
                    receiver instanceof Symbol.This
                            ? Words.named(method.owner().name()) + " is a " + row.made() + " that "
                                    + Sentences.hasNone(limit)
                            : Sentences.made(row, limit),
                    List.of());
        } else if (limit instanceof Limit.ByParameter by) {
            findings.callee(new Callee(method, call, row, by.index()));
        } else if (limit instanceof Limit.NotKnown unknown) {
            findings.notKnown(method, call, row.call(), unknown.why());
        }
    }

    private static boolean isPoolConstructor(MethodInsnNode call) {
        return call.name.equals("<init>") && Catalog.isPool(call.owner) && call.desc.startsWith(Catalog.POOL_ARGUMENTS);
    }

    /** The queue and its pool are one buffer: it is reported with the pool. */
    private static Set<AbstractInsnNode> queuesOfPools(MethodFacts method) {
        Set<AbstractInsnNode> queues = Collections.newSetFromMap(new IdentityHashMap<>());
        for (AbstractInsnNode insn : method.node().instructions) {
            if (insn instanceof MethodInsnNode call && isPoolConstructor(call)) {
                List<Symbol> arguments = method.arguments(call);
                if (!arguments.isEmpty() && arguments.get(4) instanceof Created made) {
                    queues.add(made.at());
                }
            }
        }
        return queues;
    }

    private void pool(MethodFacts method, MethodInsnNode call) {
        List<Symbol> arguments = method.arguments(call);
        if (arguments.isEmpty()) {
            return;
        }
        Symbol given = arguments.get(4);
        Symbol queue = resolver.resolve(given);
        Limit limit = resolver.queue(queue);
        String pool = call.owner.replace('/', '.');
        String type = queue instanceof Created made ? made.type() : "";
        String buffer = (type.isEmpty() ? "java/util/concurrent/BlockingQueue" : type).replace('/', '.');
        String subject = "new " + Words.simple(pool);
        if (limit.missing()) {
            if (given instanceof Created) {
                findings.violation(
                        Sentences.rule(GateRule.UNBOUNDED_QUEUE, limit),
                        method,
                        call,
                        "executor",
                        pool,
                        buffer,
                        subject,
                        subject + " has a " + Words.simple(buffer) + " that " + Sentences.hasNone(limit),
                        List.of());
            }
            maximum(method, call, arguments, pool, buffer, subject);
        } else if (type.equals("java/util/concurrent/SynchronousQueue")) {
            threads(method, call, arguments.get(1), pool, buffer, subject);
        } else if (limit instanceof Limit.NotKnown unknown) {
            findings.notKnown(method, call, subject, "that of its queue, " + unknown.why());
        }
    }

    private void maximum(
            MethodFacts method,
            MethodInsnNode call,
            List<Symbol> arguments,
            String pool,
            String buffer,
            String subject) {
        if (resolver.resolve(arguments.get(0)) instanceof Numbers core
                && resolver.resolve(arguments.get(1)) instanceof Numbers most
                && core.highest() < most.lowest()) {
            findings.violation(
                    GateRule.UNREACHABLE_MAX_POOL,
                    method,
                    call,
                    "executor",
                    pool,
                    buffer,
                    subject,
                    subject + " stays at " + Words.plural(Math.max(1, core.highest()), "thread", "threads")
                            + ": it would grow to " + Words.number(most.lowest())
                            + " when its queue is full, which never happens",
                    List.of());
        }
    }

    private void threads(
            MethodFacts method, MethodInsnNode call, Symbol maximum, String pool, String buffer, String subject) {
        Limit limit = resolver.number(maximum, Catalog.HUGE_THREADS);
        if (limit.missing()) {
            findings.violation(
                    GateRule.UNBOUNDED_THREADS,
                    method,
                    call,
                    "executor",
                    pool,
                    buffer,
                    subject,
                    subject + " starts a thread for each task that finds none idle, up to " + Sentences.number(limit),
                    List.of());
        } else if (limit instanceof Limit.NotKnown unknown) {
            findings.notKnown(method, call, subject, "its number of threads, " + unknown.why());
        }
    }

    /** {@code LinkedBlockingQueue::new} and the like. */
    private void references(MethodFacts method, InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
            if (argument instanceof Handle handle) {
                reference(method, dynamic, handle);
            }
        }
    }

    private void reference(MethodFacts method, InvokeDynamicInsnNode dynamic, Handle handle) {
        Row row = catalog.row(handle.getOwner(), handle.getName(), handle.getDesc());
        Catalog.Bean bean =
                row == null && handle.getTag() == Opcodes.H_NEWINVOKESPECIAL ? catalog.bean(handle.getOwner()) : null;
        String reference = Words.simple(handle.getOwner()) + "::"
                + (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL ? "new" : handle.getName());
        if (bean != null) {
            findings.notKnown(method, dynamic, reference, "that of " + bean.setter() + ", called elsewhere or nowhere");
            return;
        }
        if (row == null || row.limit() instanceof LimitBy.Itself || row.limit() instanceof LimitBy.HugeNumber) {
            return;
        }
        if (!(row.limit() instanceof LimitBy.Nothing)) {
            findings.notKnown(method, dynamic, reference, "what the function is called with");
            return;
        }
        findings.violation(
                row.rule(),
                method,
                dynamic,
                row.kind(),
                row.type(),
                row.buffer(),
                row.call(),
                Sentences.reference(row, reference),
                List.of());
    }
}
