package io.manometer.agent.netty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** A class of a library as a version to come may have it: a private method has another name, and all works as before. */
final class Doctored {
    private Doctored() {}

    static void write(Path library, String type, String method, String renamed, Path jar) throws IOException {
        try (JarFile original = new JarFile(library.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            byte[] bytes =
                    original.getInputStream(original.getEntry(type + ".class")).readAllBytes();
            out.putNextEntry(new ZipEntry(type + ".class"));
            out.write(rename(bytes, type, method, renamed));
        }
    }

    private static byte[] rename(byte[] original, String type, String method, String renamed) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(original)
                .accept(
                        new ClassRemapper(writer, new Remapper() {
                            @Override
                            public String mapMethodName(String owner, String name, String descriptor) {
                                boolean privateOne = descriptor.equals("(JZ)V");
                                return owner.equals(type) && name.equals(method) && privateOne ? renamed : name;
                            }
                        }),
                        0);
        return writer.toByteArray();
    }
}
