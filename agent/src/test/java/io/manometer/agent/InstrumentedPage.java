package io.manometer.agent;

import io.manometer.agent.executor.ExecutorPatches;
import io.manometer.agent.instrument.Patch;
import io.manometer.agent.instrument.Patch.Load;
import io.manometer.agent.jetty.JettyPatches;
import io.manometer.agent.kafka.KafkaPatches;
import io.manometer.agent.netty.NettyPatches;
import io.manometer.agent.netty.NettyVersions;
import io.manometer.agent.queue.QueuePatches;
import io.manometer.agent.tomcat.TomcatPatches;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes docs/instrumented.md from the tables of patches: the one argument is the file. */
final class InstrumentedPage {
    static final Path FILE = Path.of("..", "docs", "instrumented.md");

    private static final Pattern PARAMETER = Pattern.compile("L[^;]+;|[BCDFIJSZ]");
    private static final Map<String, String> PRIMITIVES = Map.of(
            "B", "byte", "C", "char", "D", "double", "F", "float", "I", "int", "J", "long", "S", "short", "Z",
            "boolean");

    private InstrumentedPage() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    static String text() {
        StringBuilder page = new StringBuilder();
        page.append("""
                # What is instrumented

                Every class that the agent changes, and every call that it puts in. Written from the tables of patches by
                `io.manometer.agent.InstrumentedPage`; don't edit it, run this after `mvn test-compile`:

                    java -cp agent/target/classes:agent/target/test-classes io.manometer.agent.InstrumentedPage docs/instrumented.md

                A class that is not as its table says is left as it is, and the agent says in one line which method it missed. Of a
                library class whose versions differ, the rows of the first version that fits as a whole apply. Rows marked *attached*
                are only put in when the agent is attached to a running JVM. Netty's rows are checked against %s; its classes are
                found in every class loader, and in copies under another prefix, such as gRPC's.
                """.formatted(String.join(" and ", NettyVersions.ALL)));
        section(page, "queue", "Queues of the JDK", "in `io.manometer.agent.queue`", QueuePatches.table());
        section(page, "queue", "Jetty's queue", "in `io.manometer.agent.jetty`", JettyPatches.queues());
        section(page, "executor", "Executors of the JDK", "in `io.manometer.agent.executor`", ExecutorPatches.table());
        section(page, "executor", "Tomcat's pool", "in `io.manometer.agent.tomcat`", TomcatPatches.table());
        section(page, "executor", "Jetty's pool", "in `io.manometer.agent.jetty`", JettyPatches.pools());
        section(page, "kafka", "Kafka's clients", "in `io.manometer.agent.kafka`", KafkaPatches.table());
        section(page, "netty", "Netty's channels", "in `io.manometer.agent.netty`", NettyPatches.channels());
        section(page, "netty", "Netty's event loops", "in `io.manometer.agent.netty`", NettyPatches.loops());
        return page.toString();
    }

    private static void section(StringBuilder page, String kind, String title, String where, List<Patch> table) {
        page.append("\n## ").append(title).append("\n\n");
        page.append("`instrument=")
                .append(kind)
                .append("`, table ")
                .append(where)
                .append(".\n");
        String type = "";
        for (Patch patch : table.stream()
                .sorted(Comparator.comparing(patch -> first(table, patch.type())))
                .toList()) {
            if (!type.equals(patch.type())) {
                type = patch.type();
                page.append("\n### ").append(type.replace('/', '.')).append("\n\n");
                page.append("| method | point | hook | versions |\n| --- | --- | --- | --- |\n");
            }
            row(page, patch);
        }
    }

    private static int first(List<Patch> table, String type) {
        return table.stream().map(Patch::type).toList().indexOf(type);
    }

    private static void row(StringBuilder page, Patch patch) {
        page.append("| `").append(patch.method().equals("*") ? "any" : patch.method());
        page.append(parameters(patch.descriptor()));
        page.append("` | ").append(patch.point().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        page.append(patch.target().isEmpty() ? "" : " `" + patch.target() + "`");
        page.append(" | `")
                .append(hook(patch))
                .append("` | ")
                .append(versions(patch))
                .append(" |\n");
    }

    /** A descriptor, or the beginning of one, as a person writes it; empty for any. */
    private static String parameters(String descriptor) {
        List<String> names = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(descriptor);
        while (parameter.find()) {
            String name = PRIMITIVES.getOrDefault(parameter.group(), parameter.group());
            names.add(name.substring(name.lastIndexOf('/') + 1).replace(";", "").replace('$', '.'));
        }
        if (!descriptor.endsWith(")")) {
            names.add("..");
        }
        return descriptor.isEmpty() ? "" : "(" + String.join(", ", names) + ")";
    }

    private static String hook(Patch patch) {
        if (patch.hookDescriptor().isEmpty()) {
            return "new " + patch.hook().substring(patch.hook().lastIndexOf('/') + 1);
        }
        List<String> values = new ArrayList<>();
        if (!supplied(patch).isEmpty()) {
            values.add(supplied(patch));
        }
        patch.loads().forEach(load -> values.add(load(load)));
        return patch.hookClass() + "." + patch.hook() + "(" + String.join(", ", values) + ")";
    }

    /** What the point itself passes to the hook. */
    private static String supplied(Patch patch) {
        int wanted = MethodType.fromMethodDescriptorString(patch.hookDescriptor(), null)
                .parameterCount();
        if (wanted == patch.loads().size()) {
            return "";
        }
        return switch (patch.point()) {
            case AFTER_CALL, RETURN -> "result";
            case BEFORE_CALL -> "last argument";
            case INSTEAD_OF_CALL -> "receiver and arguments";
            case THROW, FAILURE -> "exception";
            default -> patch.point().name().endsWith("WRITE") ? "object, value" : "";
        };
    }

    private static String load(Load load) {
        if (load instanceof Load.Argument argument) {
            return "argument " + argument.number();
        }
        if (load instanceof Load.Field field) {
            return field.name();
        }
        if (load instanceof Load.FieldOfArgument field) {
            return "argument " + field.number() + "." + field.name();
        }
        if (load instanceof Load.Entered) {
            return "what enter returned";
        }
        return load instanceof Load.Constant constant ? "" + constant.value() : "this";
    }

    private static String versions(Patch patch) {
        String attached = patch.attachedOnly() ? " (attached)" : "";
        if (!patch.onlyIn().isEmpty()) {
            return patch.onlyIn();
        }
        if (patch.type().startsWith("io/netty/")) {
            return "4.1, 4.2";
        }
        if (!patch.type().startsWith("java/")) {
            return (patch.variant().isEmpty() ? "all" : patch.variant()) + attached;
        }
        int since = Math.max(17, patch.since());
        return "JDK " + (patch.until() == Integer.MAX_VALUE ? since + "+" : since + " to " + patch.until()) + attached;
    }
}
