package io.manometer.boot;

import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where buffers were created: the first frame outside the JDK and the agent. One object per site, shared by all buffers
 * created there; weak towards the class, so that it keeps no application loader alive.
 */
public final class Site {
    /** The site of buffers that existed before the agent, or that the JDK made for itself. */
    public static final Site UNKNOWN = new Site("", "", "", "", -1, -1, null, false);

    /** The site of buffers that the JDK creates on no application's behalf. */
    public static final Site JDK = new Site("", "", "", "", -1, -1, null, true);

    /** The JDK's common pool belongs to no site, and has a name that everybody knows. */
    public static final Site COMMON_POOL = new Site("", "", "", "", -1, -3, null, false);

    static {
        COMMON_POOL.variable = "ForkJoinPool.commonPool";
        COMMON_POOL.variableResolved = true;
    }

    public final String className;
    public final String methodName;
    public final String methodDescriptor;
    public final String fileName;
    public final int line;
    public final int bytecodeIndex;
    public final boolean jdk;
    private final @Nullable WeakReference<Class<?>> declaringClass;
    private final String description;
    private final String shortName;

    /** Whether it belongs to logging or to an agent; null until the sink has told. */
    public volatile @Nullable Boolean side;

    /** Set by the sampler thread before the first description; the field or variable that holds the buffer. */
    volatile @Nullable String variable;

    volatile boolean variableResolved;

    /** Set once the first unbounded buffer of this site was reported. */
    volatile boolean unboundedReported;

    /** The stack of the first unbounded buffer as text, when nobody recorded at that moment. */
    volatile @Nullable String creationStack;

    Site(
            String className,
            String methodName,
            String methodDescriptor,
            String fileName,
            int line,
            int bytecodeIndex,
            @Nullable Class<?> declaringClass,
            boolean jdk) {
        this.className = className;
        this.methodName = methodName;
        this.methodDescriptor = methodDescriptor;
        this.fileName = fileName;
        this.line = line;
        this.bytecodeIndex = bytecodeIndex;
        this.declaringClass = declaringClass == null ? null : new WeakReference<>(declaringClass);
        this.jdk = jdk;
        // Made once: every live hop is described again in every chunk of a recording.
        String at = line >= 0 ? ":" + line : "";
        this.description = className.isEmpty() ? "" : className + "." + methodName + "(" + fileName + at + ")";
        this.shortName = className.substring(className.lastIndexOf('.') + 1) + "." + methodName + at;
    }

    /** The class that created the buffer; null once it is unloaded or when the site is unknown. */
    public @Nullable Class<?> declaringClass() {
        return declaringClass == null ? null : declaringClass.get();
    }

    public boolean known() {
        return !className.isEmpty();
    }

    /** {@code pkg.Class.method(File.java:NN)}; empty when unknown. */
    public String describe() {
        return description;
    }

    /** {@code Class.method:NN}. */
    public String shortName() {
        return shortName;
    }

    /** The stack of the first unbounded buffer created here while nobody recorded; empty when somebody did. */
    public String creationStack() {
        String stack = creationStack;
        return stack == null ? "" : stack;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Site that
                && bytecodeIndex == that.bytecodeIndex
                && className.equals(that.className)
                && methodName.equals(that.methodName)
                && methodDescriptor.equals(that.methodDescriptor)
                && line == that.line
                && jdk == that.jdk;
    }

    @Override
    public int hashCode() {
        return Objects.hash(className, methodName, line, bytecodeIndex);
    }
}
