package io.manometer.agent.instrument;

import io.manometer.boot.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table: in these methods of this class, at this point, call this hook.
 *
 * @param type internal name of the class
 * @param method name of the method, or {@code *} for all but constructors
 * @param descriptor beginning of the method's descriptor; empty for any
 * @param point where
 * @param target name of the method called, {@code Owner.name} where the name alone is not unique, or of the field written; empty where the point has none
 * @param hookClass simple name of the class of {@code io.manometer.boot} that has the hook
 * @param hook name of its method; for {@link Point#NEW_INSTANCE} the internal name of a class
 * @param hookDescriptor its descriptor; empty for a class
 * @param loads what to pass besides what the point itself supplies, in order
 * @param since first JDK feature release that has this method; 0 for any, and for classes that are no JDK's
 * @param until last one; {@link Integer#MAX_VALUE} when it is still there
 * @param attachedOnly only needed in a JVM that was running before
 * @param variant the versions of a library that this row is for; empty for all. Of a class with variants the first one that fits applies
 * @param copies whether copies of the class under another prefix, as shading makes them, are meant as well
 * @param onlyIn the versions of a library that have the place; empty for all. A class of another version may lack it
 * @param kind switched off when the class is not as the rows say; null when only the class is then left alone
 */
public record Patch(
        String type,
        String method,
        String descriptor,
        Point point,
        String target,
        String hookClass,
        String hook,
        String hookDescriptor,
        List<Load> loads,
        int since,
        int until,
        boolean attachedOnly,
        String variant,
        boolean copies,
        String onlyIn,
        @Nullable Kind kind) {

    /** A value that is on hand in the patched method. */
    public sealed interface Load {
        /** The object itself. */
        record This() implements Load {}

        /** The parameter with this number, counted from 1. */
        record Argument(int number) implements Load {}

        /** A field of the object, which the patched class itself declares. */
        record Field(String name, String descriptor) implements Load {}

        /**
         * A field of the parameter with this number, which is an object of class {@code owner}; for {@link Point#ENTER} of a method
         * that reads the field itself, which shows that the other class has it. One for each method.
         */
        record FieldOfArgument(int number, String owner, String name, String descriptor) implements Load {}

        /** A number. */
        record Constant(int value) implements Load {}

        /** What the hook at {@link Point#ENTER} of the method returned; of the hooks there one may return something, an object. */
        record Entered() implements Load {}
    }

    public static final Load THIS = new Load.This();

    public static final Load ENTERED = new Load.Entered();

    public static Load argument(int number) {
        return new Load.Argument(number);
    }

    public static Load field(String name, String descriptor) {
        return new Load.Field(name, descriptor);
    }

    /** Starts a row. */
    public static Builder in(String type) {
        return new Builder(type);
    }

    /** Whether this release of the JDK has the method. */
    public boolean appliesTo(int feature) {
        return since <= feature && feature <= until;
    }

    /** The same row for a copy of the library whose classes have this prefix. */
    Patch under(String prefix) {
        String root = type.substring(0, type.indexOf('/', type.indexOf('/') + 1) + 1);
        List<Load> moved = loads.stream().map(load -> under(prefix, root, load)).toList();
        return new Patch(
                prefix + type,
                method,
                under(prefix, root, descriptor),
                point,
                target,
                hookClass,
                hook,
                hookDescriptor,
                moved,
                since,
                until,
                attachedOnly,
                variant,
                copies,
                onlyIn,
                kind);
    }

    private static String under(String prefix, String root, String descriptor) {
        return descriptor.replace("L" + root, "L" + prefix + root);
    }

    private static Load under(String prefix, String root, Load load) {
        if (load instanceof Load.Field field) {
            return new Load.Field(field.name(), under(prefix, root, field.descriptor()));
        }
        if (load instanceof Load.FieldOfArgument field) {
            String owner = field.owner().startsWith(root) ? prefix + field.owner() : field.owner();
            return new Load.FieldOfArgument(
                    field.number(), owner, field.name(), under(prefix, root, field.descriptor()));
        }
        return load;
    }

    /** Whether what the hook returns is kept until the method ends. */
    boolean keeps() {
        return point == Point.ENTER && !hookDescriptor.endsWith(")V");
    }

    boolean isIn(String methodName, String methodDescriptor) {
        boolean named = method.equals("*") ? !methodName.startsWith("<") : method.equals(methodName);
        return named && methodDescriptor.startsWith(descriptor);
    }

    @Override
    public String toString() {
        return type.replace('/', '.') + "." + method + descriptor + (target.isEmpty() ? "" : " at " + target);
    }

    /** Reads like the table it makes. */
    public static final class Builder {
        private static final String OBJECT = "Ljava/lang/Object;";

        private final String type;
        private String method = "*";
        private String descriptor = "";
        private Point point = Point.ENTER;
        private String target = "";
        private int since;
        private int until = Integer.MAX_VALUE;
        private boolean attachedOnly;
        private String hookClass = "Hooks";
        private String variant = "";
        private boolean copies;
        private String onlyIn = "";
        private @Nullable Kind kind;

        private Builder(String type) {
            this.type = type;
        }

        public Builder method(String name) {
            method = name;
            return this;
        }

        public Builder method(String name, String descriptorPrefix) {
            method = name;
            descriptor = descriptorPrefix;
            return this;
        }

        public Builder since(int feature) {
            since = feature;
            return this;
        }

        public Builder until(int feature) {
            until = feature;
            return this;
        }

        public Builder whenAttached() {
            attachedOnly = true;
            return this;
        }

        /** The versions of the library that the row is for, as a person would write them. */
        public Builder variant(String versions) {
            variant = versions;
            return this;
        }

        /** Copies under another prefix too; classes that the rows mention are then looked for under the same prefix. */
        public Builder andCopies() {
            copies = true;
            return this;
        }

        /** The versions that have the place; a class without it is as good. */
        public Builder onlyIn(String versions) {
            onlyIn = versions;
            return this;
        }

        /** What is switched off when the class is not as its rows say. */
        public Builder partOf(Kind hops) {
            kind = hops;
            return this;
        }

        /** Another class of {@code io.manometer.boot} than Hooks. */
        public Builder hooksOf(String simpleName) {
            hookClass = simpleName;
            return this;
        }

        public Builder at(Point where) {
            point = where;
            return this;
        }

        public Builder at(Point where, String targetName) {
            point = where;
            target = targetName;
            return this;
        }

        /**
         * Ends the row.
         *
         * @param signature the hook's parameters, one letter each: I, J and Z as in descriptors, O an object, or a whole descriptor in
         *     parentheses
         */
        public Patch call(String hook, String signature, Load... loads) {
            return end(hook, expand(signature), List.of(loads));
        }

        /** Ends the row: objects of this class are created in place of the target class. */
        public Patch create(String instead) {
            return end(instead, "", List.of());
        }

        private Patch end(String hook, String hookDescriptor, List<Load> loads) {
            return new Patch(
                    type,
                    method,
                    descriptor,
                    point,
                    target,
                    hookClass,
                    hook,
                    hookDescriptor,
                    loads,
                    since,
                    until,
                    attachedOnly,
                    variant,
                    copies,
                    onlyIn,
                    kind);
        }

        private static String expand(String signature) {
            if (signature.startsWith("(")) {
                return signature;
            }
            StringBuilder expanded = new StringBuilder("(");
            for (int i = 0; i < signature.length(); i++) {
                char c = signature.charAt(i);
                if (c == 'O') {
                    expanded.append(OBJECT);
                } else {
                    expanded.append(c);
                }
            }
            return expanded.append(")V").toString();
        }
    }
}
