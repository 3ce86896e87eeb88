/** What an application says to Manometer in its code. */
package io.manometer.annotations;
