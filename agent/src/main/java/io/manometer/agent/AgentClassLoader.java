package io.manometer.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.security.ProtectionDomain;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's own classes and its libraries from a folder inside the agent's jar, where no class loader of the application
 * looks. The application's versions of the same libraries are never met, because its loader is no ancestor of this one.
 */
final class AgentClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final ProtectionDomain domain;
    private final JarFile jar;

    /** Loads from the jar of this domain. */
    AgentClassLoader(ProtectionDomain domain) throws IOException, URISyntaxException {
        super("manometer", ClassLoader.getPlatformClassLoader());
        this.domain = domain;
        this.jar = new JarFile(new File(domain.getCodeSource().getLocation().toURI()), false);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream in = open(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        try {
            return open(name);
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable InputStream open(String path) throws IOException {
        ZipEntry entry = jar.getEntry(Agent.ISOLATED + path);
        return entry == null ? null : jar.getInputStream(entry);
    }
}
