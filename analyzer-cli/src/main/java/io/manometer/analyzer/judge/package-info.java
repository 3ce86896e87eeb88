/**
 * From histories to verdicts: the growth rule, episodes, gates, the verdict of each hop, chains and findings.
 * {@link io.manometer.analyzer.judge.Judge} is the way in; {@code docs/verdicts.md} explains every rule and constant.
 */
@NullMarked
package io.manometer.analyzer.judge;

import org.jspecify.annotations.NullMarked;
