/** The goals of the Maven plugin, and what they decide with: plain classes that need no Maven to be tested. */
@NullMarked
package io.manometer.maven;

import org.jspecify.annotations.NullMarked;
