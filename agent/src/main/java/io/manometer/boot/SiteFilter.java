package io.manometer.boot;

/** Which creation sites to leave out; asked once per buffer, on the thread that creates it. */
public interface SiteFilter {
    /** Whether buffers created in this method, given as {@code pkg.Class.method}, are left out. */
    boolean matches(String method);
}
