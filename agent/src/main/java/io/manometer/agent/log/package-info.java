/** What the agent says, and how it says it: lines on standard error. */
@NullMarked
package io.manometer.agent.log;

import org.jspecify.annotations.NullMarked;
