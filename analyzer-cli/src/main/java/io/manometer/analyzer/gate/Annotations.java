package io.manometer.analyzer.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The places that {@code @BoundedElsewhere} marks in compiled classes, each with its reason. */
public final class Annotations {
    public static final Annotations NONE = new Annotations();

    private Annotations() {}

    /** Reads class folders and jars. */
    public static Annotations read(List<Path> classes) {
        return NONE;
    }

    /** The reason, where the creating method, its class, or the field that holds the buffer is marked. */
    Optional<String> reason(Violation violation) {
        return Optional.empty();
    }
}
