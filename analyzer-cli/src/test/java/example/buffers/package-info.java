/**
 * The labelled set that scanners are measured on. Java 11 syntax, so that old tools can read it. Snippets were written before the scanner; one that
 * a tool gets wrong stays, and counts.
 */
package example.buffers;
