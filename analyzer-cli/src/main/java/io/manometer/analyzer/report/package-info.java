/** Shows what was concluded: as text for a person, as JSON for a program. Nothing here judges. */
@NullMarked
package io.manometer.analyzer.report;

import org.jspecify.annotations.NullMarked;
