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
    private final boolean throughNetty;
    private final @Nullable ClassLoader agentLoader = Hooks.agentLoader();

    private Sites(Object buffer, boolean throughNetty) {
        this.buffer = buffer;
        this.throughNetty = throughNetty;
    }

    /** The site that is having Netty construct {@code part}: Netty's own frames know less than their caller. */
    static Site outsideNetty(Object part) {
        Site site = shared(WALKER.walk(new Sites(part, true)));
        // Nobody's but Netty's frames on an event loop: an application's all the same.
        return site == Site.JDK ? Site.UNKNOWN : site;
    }

    /** The site that is constructing {@code buffer} on the current thread. */
    static Site of(Object buffer) {
        return shared(WALKER.walk(new Sites(buffer, false)));
    }

    private static Site shared(Site site) {
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
        return asText(new Throwable().getStackTrace());
    }

    /** The same of another thread. */
    static String asText(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        int frames = 0;
        for (StackTraceElement frame : stack) {
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
                || throughNetty && Channels.isNetty(name)
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
