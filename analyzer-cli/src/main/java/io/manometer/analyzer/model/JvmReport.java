package io.manometer.analyzer.model;

import java.util.List;

/** All that is known of one JVM: what was read of it and what was concluded. */
public record JvmReport(Jvm jvm, Analysis analysis, List<StackEvidence> stacks) {
    /** Where in the application something happened to that hop. */
    public List<StackEvidence> stacksOf(long hop) {
        return stacks.stream().filter(stack -> stack.hop() == hop).toList();
    }
}
