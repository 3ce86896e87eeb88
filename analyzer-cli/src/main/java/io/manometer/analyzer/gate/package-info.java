/**
 * The build gate: what recordings and scans show, held against what a team allows. A library without a command line: the
 * command, the Maven plugin and the test extension call {@link io.manometer.analyzer.gate.Gate#check}.
 */
@NullMarked
package io.manometer.analyzer.gate;

import org.jspecify.annotations.NullMarked;
