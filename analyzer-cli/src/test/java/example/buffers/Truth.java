package example.buffers;

/** The five labels. A tool is to report the first two and to be silent about the others. */
enum Truth {
    /** No limit, and it shows. */
    UNBOUNDED,
    /** No limit that matters, but one has to look twice. */
    DISGUISED,
    /** A limit that matters. */
    BOUNDED,
    /** No limit of its own, for a good reason that can be read in the code. */
    LEGITIMATE,
    /** Only who runs it knows; a tool may say so, and should not fail a build. */
    CONFIGURED
}
