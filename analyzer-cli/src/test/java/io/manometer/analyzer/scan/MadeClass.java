package io.manometer.analyzer.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files and archives of them for tests. */
public final class MadeClass {
    private static final String QUEUE = "java/util/concurrent/LinkedBlockingQueue";

    private MadeClass() {}

    /** A class whose constructor fills a field {@code queue} in line 12 of its file. */
    public static byte[] withQueue(String name) {
        return with(name, constructor -> {
            constructor.visitTypeInsn(Opcodes.NEW, QUEUE);
            constructor.visitInsn(Opcodes.DUP);
            constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, QUEUE, "<init>", "()V", false);
        });
    }

    /** The same with a limit. */
    public static byte[] withQueue(String name, int limit) {
        return with(name, constructor -> {
            constructor.visitTypeInsn(Opcodes.NEW, QUEUE);
            constructor.visitInsn(Opcodes.DUP);
            constructor.visitLdcInsn(limit);
            constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, QUEUE, "<init>", "(I)V", false);
        });
    }

    /** The same with a limit that only the system property tells. */
    public static byte[] withConfiguredQueue(String name) {
        return with(name, constructor -> {
            constructor.visitTypeInsn(Opcodes.NEW, QUEUE);
            constructor.visitInsn(Opcodes.DUP);
            constructor.visitLdcInsn("limit");
            constructor.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    "java/lang/Integer",
                    "getInteger",
                    "(Ljava/lang/String;)Ljava/lang/Integer;",
                    false);
            constructor.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
            constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, QUEUE, "<init>", "(I)V", false);
        });
    }

    /** The field is filled with what this static method without arguments returns. */
    public static byte[] calling(String name, String owner, String method, String returned) {
        return with(
                name,
                constructor -> constructor.visitMethodInsn(
                        Opcodes.INVOKESTATIC, owner, method, "()L" + returned + ';', false));
    }

    private static byte[] with(String name, Consumer<MethodVisitor> value) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        writer.visitSource(name.substring(name.lastIndexOf('/') + 1) + ".java", null);
        writer.visitField(Opcodes.ACC_FINAL, "queue", "Ljava/lang/Object;", null, null);
        MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        Label line = new Label();
        constructor.visitLabel(line);
        constructor.visitLineNumber(12, line);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        value.accept(constructor);
        constructor.visitFieldInsn(Opcodes.PUTFIELD, name, "queue", "Ljava/lang/Object;");
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** A jar, entry by entry. */
    public static final class Jar {
        private final Map<String, byte[]> entries = new LinkedHashMap<>();
        private boolean stored;

        public Jar with(String name, byte[] content) {
            entries.put(name, content);
            return this;
        }

        public Jar manifest(String line) {
            return with(
                    "META-INF/MANIFEST.MF",
                    ("Manifest-Version: 1.0\n" + line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        /** As Spring Boot does, so that nested jars can be read in place. */
        public Jar stored() {
            stored = true;
            return this;
        }

        public byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream out = new JarOutputStream(bytes)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    JarEntry header = new JarEntry(entry.getKey());
                    if (stored) {
                        CRC32 crc = new CRC32();
                        crc.update(entry.getValue());
                        header.setMethod(ZipEntry.STORED);
                        header.setSize(entry.getValue().length);
                        header.setCrc(crc.getValue());
                    }
                    out.putNextEntry(header);
                    out.write(entry.getValue());
                    out.closeEntry();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        public Path at(Path file) throws IOException {
            return Files.write(file, bytes());
        }
    }
}
