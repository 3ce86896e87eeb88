package io.manometer.junit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Knows which test classes run, and hands each creation to the class that it belongs to; one for the whole JVM. */
final class Watch {
    private record Open(String testClass, Creation creation) {}

    private final Agent agent;
    private final Set<String> running = new LinkedHashSet<>();
    private final List<Open> open = new ArrayList<>();
    private int read;

    Watch(Agent agent) {
        this.agent = agent;
        this.read = agent.count();
    }

    synchronized void begin(String testClass) {
        assign();
        running.add(testClass);
    }

    /** What the tests of this class created. */
    synchronized List<Creation> end(String testClass) {
        assign();
        running.remove(testClass);
        List<Creation> mine = new ArrayList<>();
        for (Iterator<Open> iterator = open.iterator(); iterator.hasNext(); ) {
            Open each = iterator.next();
            if (each.testClass().equals(testClass)) {
                mine.add(each.creation());
                iterator.remove();
            }
        }
        return mine;
    }

    /** To the class on the creating stack; else, as a thread of its own did it, to each class that runs. */
    private void assign() {
        List<Creation> creations = agent.from(read);
        read += creations.size();
        for (Creation creation : creations) {
            List<String> by = running.stream().filter(creation::isBy).toList();
            // A nested class runs within its outer one, and is the closer of the two.
            List<String> owners = by.isEmpty() ? innermost(running) : innermost(by);
            owners.forEach(owner -> open.add(new Open(owner, creation)));
        }
    }

    private static List<String> innermost(Iterable<String> classes) {
        List<String> all = new ArrayList<>();
        classes.forEach(all::add);
        return all.stream()
                .filter(each -> all.stream().noneMatch(other -> other.startsWith(each + "$")))
                .toList();
    }
}
