package io.manometer.analyzer.read;

import io.manometer.analyzer.model.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What probing found in a file.
 *
 * @param whole every byte belongs to a finished chunk, so that the file can be streamed as it is
 */
record ScannedFile(Path file, List<Chunk> chunks, boolean whole, List<Problem> problems) {}
