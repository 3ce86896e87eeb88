/** The {@code manometer} command: options, exit codes and streams; what it does is in the other packages. */
@NullMarked
package io.manometer.analyzer.cli;

import org.jspecify.annotations.NullMarked;
