/**
 * From meters to JFR events. The only package, besides {@code recording}, that uses {@code jdk.jfr}; it is reached by the
 * boot runtime's interface and loaded only where that module is present.
 */
@NullMarked
package io.manometer.agent.jfr;

import org.jspecify.annotations.NullMarked;
