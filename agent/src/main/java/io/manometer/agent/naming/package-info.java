/** Names that a person recognises for what was found at run time. */
@NullMarked
package io.manometer.agent.naming;

import org.jspecify.annotations.NullMarked;
