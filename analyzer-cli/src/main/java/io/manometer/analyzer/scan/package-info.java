/**
 * What the bytecode alone says: where buffers without a limit are made. One way: {@link io.manometer.analyzer.scan.Inputs} finds class files,
 * {@link io.manometer.analyzer.scan.Glance} drops those that can't be interesting, {@link io.manometer.analyzer.scan.MethodJudge} looks at the rest
 * with the table in {@link io.manometer.analyzer.scan.Catalog}.
 */
@NullMarked
package io.manometer.analyzer.scan;

import org.jspecify.annotations.NullMarked;
