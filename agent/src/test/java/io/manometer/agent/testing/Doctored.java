package io.manometer.agent.testing;

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

/** A class of a library as a version to come may have it: something in it has another name, and all that uses it within the class too. */
public final class Doctored {
    private Doctored() {}

    /** A jar with this class only, for the head of the class path. */
    public static void write(Path library, String type, Remapper doctor, Path jar) throws IOException {
        try (JarFile original = new JarFile(library.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            byte[] bytes =
                    original.getInputStream(original.getEntry(type + ".class")).readAllBytes();
            out.putNextEntry(new ZipEntry(type + ".class"));
            out.write(of(bytes, doctor));
        }
    }

    public static byte[] of(byte[] original, Remapper doctor) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(original).accept(new ClassRemapper(writer, doctor), 0);
        return writer.toByteArray();
    }

    /** The class's own method of this descriptor has another name. */
    public static Remapper method(String type, String method, String ofDescriptor, String renamed) {
        return new Remapper() {
            @Override
            public String mapMethodName(String owner, String name, String descriptor) {
                return owner.equals(type) && name.equals(method) && descriptor.equals(ofDescriptor) ? renamed : name;
            }
        };
    }

    /** The class's own field has another name, also where it is looked up by it. */
    public static Remapper field(String type, String field, String renamed) {
        return new Remapper() {
            @Override
            public String mapFieldName(String owner, String name, String descriptor) {
                return owner.equals(type) && name.equals(field) ? renamed : name;
            }

            @Override
            public Object mapValue(Object value) {
                return field.equals(value) ? renamed : super.mapValue(value);
            }
        };
    }
}
