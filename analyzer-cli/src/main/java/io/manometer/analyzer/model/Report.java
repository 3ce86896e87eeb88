package io.manometer.analyzer.model;

import java.util.List;

/**
 * The answer to a question about recordings, in whatever form it is then shown.
 *
 * @param recordings as they were given
 * @param jvms one for each JVM of which something was found
 * @param problems what kept the recordings from being read as a whole
 */
public record Report(List<String> recordings, List<JvmReport> jvms, List<Problem> problems) {}
