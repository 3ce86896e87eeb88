package io.manometer.boot;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the creation site of a buffer on the stack of its constructor. */
final class Sites implements Function<Stream<StackWalker.StackFrame>, Site> {
    /** Frames looked at; a site deeper below JDK frames than this is unknown. */
    private static final int DEPTH_LIMIT = 64;

    /** Distinct sites remembered; beyond, sites are not shared but still right. */
    private static final int SITE_LIMIT = 20_000;

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final Map<Site, Site> KNOWN = new HashMap<>();

    private final Object buffer;
    private final @Nullable ClassLoader agentLoader = Hooks.agentLoader();

    private Sites(Object buffer) {
        this.buffer = buffer;
    }

    /** The site that is constructing {@code buffer} on the current thread. */
    static Site of(Object buffer) {
        Site site = WALKER.walk(new Sites(buffer));
        if (!site.known()) {
            return site;
        }
        synchronized (KNOWN) {
            Site same = KNOWN.get(site);
            if (same != null) {
                return same;
            }
            if (KNOWN.size() < SITE_LIMIT) {
                KNOWN.put(site, site);
            }
            return site;
        }
    }

    /** The stack outside the agent, one frame a line, innermost first. */
    static String stackAsText() {
        StringBuilder text = new StringBuilder();
        int frames = 0;
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (!frame.getClassName().startsWith("io.manometer.boot.") && frames++ < DEPTH_LIMIT) {
                text.append(frame.getClassName()).append('.').append(frame.getMethodName());
                text.append('(')
                        .append(frame.getFileName())
                        .append(':')
                        .append(frame.getLineNumber())
                        .append(")\n");
            }
        }
        return text.toString();
    }

    @Override
    public Site apply(Stream<StackWalker.StackFrame> frames) {
        Iterator<StackWalker.StackFrame> iterator = frames.iterator();
        boolean internal = false;
        for (int depth = 0; depth < DEPTH_LIMIT && iterator.hasNext(); depth++) {
            StackWalker.StackFrame frame = iterator.next();
            Class<?> declaring = frame.getDeclaringClass();
            if (isTransparent(frame, declaring)) {
                internal |= isJdkInternal(frame.getClassName());
                continue;
            }
            String file = frame.getFileName();
            return new Site(
                    frame.getClassName(),
                    frame.getMethodName(),
                    frame.getDescriptor(),
                    file == null ? "Unknown Source" : file,
                    frame.getLineNumber(),
                    frame.getByteCodeIndex(),
                    declaring,
                    internal);
        }
        return Site.JDK;
    }

    /** The JDK, the agent, and the constructors of the buffer's own class, which know less than their caller. */
    private boolean isTransparent(StackWalker.StackFrame frame, Class<?> declaring) {
        String name = frame.getClassName();
        return isJdk(name)
                || name.startsWith("io.manometer.boot.")
                || name.startsWith("io.manometer.agent.")
                || declaring.getClassLoader() == agentLoader && agentLoader != null
                || isPartOfJettyPool(name)
                || (frame.getMethodName().equals("<init>") && declaring.isInstance(buffer));
    }

    /** Jetty's pool makes its own queue, by a factory method: the site is whoever made the pool. */
    private static boolean isPartOfJettyPool(String className) {
        return className.equals("org.eclipse.jetty.util.thread.QueuedThreadPool")
                || className.equals("org.eclipse.jetty.util.BlockingArrayQueue");
    }

    static boolean isJdk(String className) {
        return className.startsWith("java.") || className.startsWith("javax.") || isJdkInternal(className);
    }

    /** What these make is no buffer of the application's, as the hundreds of queues of an HttpClient. */
    private static boolean isJdkInternal(String className) {
        return className.startsWith("jdk.") || className.startsWith("sun.") || className.startsWith("com.sun.");
    }
}
