package io.manometer.agent.instrument;

import io.manometer.agent.executor.ExecutorPatches;
import io.manometer.agent.queue.QueuePatches;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Checks each row by itself on the JDK that it runs on, then each class with all of its rows. */
final class PatchTableCheck {
    private PatchTableCheck() {}

    public static void main(String[] arguments) throws Exception {
        int feature = Runtime.version().feature();
        Map<String, List<Patch>> byType = new LinkedHashMap<>();
        int rows = 0;
        for (Patch patch : table()) {
            if (!patch.appliesTo(feature)) {
                continue;
            }
            rows++;
            byType.computeIfAbsent(patch.type(), type -> new ArrayList<>()).add(patch);
            String problem = problem(patch);
            if (!problem.isEmpty()) {
                System.out.println("problem: " + problem);
            }
        }
        for (Map.Entry<String, List<Patch>> type : byType.entrySet()) {
            Patcher.patch(bytes(type.getKey()), type.getValue());
        }
        System.out.println(rows + " rows checked");
    }

    static List<Patch> table() {
        List<Patch> table = new ArrayList<>(QueuePatches.table());
        table.addAll(ExecutorPatches.table());
        return table;
    }

    /** What is wrong with the row on this JDK; empty when nothing is. */
    static String problem(Patch patch) {
        try {
            Patcher.patch(bytes(patch.type()), List.of(patch));
            return hookExists(patch) ? "" : "no hook " + patch.hook() + patch.hookDescriptor() + " for " + patch;
        } catch (PatchMismatch e) {
            return "no place for " + patch.hook() + " in " + e.getMessage();
        } catch (IOException | RuntimeException e) {
            return patch + ": " + e;
        }
    }

    private static boolean hookExists(Patch patch) throws IOException {
        if (patch.point() == Point.NEW_INSTANCE) {
            String superName = new ClassReader(bytes(patch.hook())).getSuperName();
            return superName.equals(patch.target());
        }
        boolean[] found = new boolean[1];
        new ClassReader(bytes("io/manometer/boot/Hooks"))
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                int wanted = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
                                found[0] |= (access & wanted) == wanted
                                        && name.equals(patch.hook())
                                        && descriptor.equals(patch.hookDescriptor());
                                return null;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return found[0];
    }

    private static byte[] bytes(String type) throws IOException {
        String path = type + ".class";
        try (InputStream in = type.startsWith("java/")
                ? Object.class.getModule().getResourceAsStream(path)
                : ClassLoader.getSystemResourceAsStream(path)) {
            if (in == null) {
                throw new IOException("no class " + type);
            }
            return in.readAllBytes();
        }
    }
}
