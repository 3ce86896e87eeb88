package io.manometer.analyzer.read;

/** Told how far reading has come. */
@FunctionalInterface
public interface Progress {
    /** Nobody wants to know. */
    Progress SILENT = (done, total) -> {};

    void read(long doneBytes, long totalBytes);
}
