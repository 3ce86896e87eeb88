package io.manometer.analyzer.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Looks at what methods that make a buffer with a given limit are given. */
final class Callers implements Mentions.Wanted {
    private final Map<String, List<Callee>> wanted = new HashMap<>();
    private final Set<String> owners = new HashSet<>();
    private final Resolver resolver;
    private final Findings findings;

    Callers(Map<String, Callee> callees, Resolver resolver, Findings findings) {
        for (Callee callee : callees.values()) {
            wanted.computeIfAbsent(callee.call(), key -> new ArrayList<>()).add(callee);
            owners.add(callee.method().owner().name());
        }
        this.resolver = resolver;
        this.findings = findings;
    }

    Set<String> owners() {
        return owners;
    }

    @Override
    public boolean owner(String owner) {
        return owners.contains(owner);
    }

    @Override
    public boolean call(String owner, String name, String descriptor) {
        return wanted.containsKey(owner + '.' + name + descriptor);
    }

    void judge(MethodFacts method) {
        for (AbstractInsnNode insn : method.node().instructions) {
            if (insn instanceof MethodInsnNode call && owners.contains(call.owner)) {
                for (Callee callee : wanted.getOrDefault(call.owner + '.' + call.name + call.desc, List.of())) {
                    judge(method, call, callee);
                }
            }
        }
    }

    private void judge(MethodFacts method, MethodInsnNode call, Callee callee) {
        List<Symbol> arguments = method.arguments(call);
        if (arguments.isEmpty()) {
            callee.other();
            return;
        }
        Limit limit = resolver.number(arguments.get(callee.parameter()), Catalog.HUGE_ITEMS);
        if (limit instanceof Limit.Fine) {
            callee.fine();
        } else if (limit instanceof Limit.ByParameter by) {
            callee.fine();
            findings.callee(new Callee(method, call, callee.row(), by.index()));
        } else if (limit.missing()) {
            callee.fine();
            Row row = callee.row();
            findings.violation(
                    Sentences.rule(row.rule(), limit),
                    method,
                    call,
                    row.kind(),
                    row.type(),
                    row.buffer(),
                    row.call(),
                    callee.name() + " makes a " + row.made() + " with the limit that it is given, and is given "
                            + Sentences.number(limit),
                    List.of());
        } else {
            callee.other();
        }
    }
}
