package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.GateRule;
import io.manometer.analyzer.gate.Site;
import io.manometer.analyzer.gate.Violation;
import io.manometer.analyzer.model.Confidence;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Collects what the judges say, in the gate's words. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();
    private final List<NotKnown> notKnown = new ArrayList<>();
    private final List<Callee> callees = new ArrayList<>();

    List<Violation> violations() {
        return violations;
    }

    List<NotKnown> notKnown() {
        return notKnown;
    }

    /** Methods whose callers know the limit, since the last time it was asked. */
    List<Callee> takeCallees() {
        List<Callee> taken = List.copyOf(callees);
        callees.clear();
        return taken;
    }

    void violation(
            GateRule rule,
            MethodFacts method,
            AbstractInsnNode at,
            String kind,
            String type,
            String buffer,
            String call,
            String message,
            List<String> evidence) {
        violations.add(Violation.scanned(
                rule,
                Confidence.HIGH,
                StoredIn.name(method, at),
                kind,
                type,
                buffer,
                site(method, at),
                message,
                Advice.of(rule, kind, buffer, call),
                evidence));
    }

    void notKnown(MethodFacts method, AbstractInsnNode at, String made, String why) {
        notKnown.add(new NotKnown(site(method, at), made, why));
    }

    void callee(Callee callee) {
        callees.add(callee);
    }

    static Site site(MethodFacts method, AbstractInsnNode at) {
        ClassFacts owner = method.owner();
        return new Site(owner.name().replace('/', '.'), method.node().name, owner.sourceFile(), method.line(at));
    }
}
