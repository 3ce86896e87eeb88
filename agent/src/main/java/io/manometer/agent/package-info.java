/** Entry and installation of the agent; the rooms below it are one package per kind of hop and one per reader of the meters. */
@NullMarked
package io.manometer.agent;

import org.jspecify.annotations.NullMarked;
