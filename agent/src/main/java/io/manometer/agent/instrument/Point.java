package io.manometer.agent.instrument;

/** Where in a method a patch inserts its call. */
public enum Point {
    /** Before the first instruction; what the hook returns, if anything, is there for the hooks at the method's end. */
    ENTER,
    /** Before each return; the value being returned is the hook's first argument when its signature asks for one more. */
    RETURN,
    /** Before each explicit throw; what is thrown is the hook's first argument when its signature asks for one more. */
    THROW,
    /**
     * Where the method ends by an exception of whatever origin, which then goes on; it is the hook's first argument when its signature
     * asks for one more.
     */
    FAILURE,
    /** After each call of the target; the result is the hook's first argument when its signature asks for one more. */
    AFTER_CALL,
    /** Before each call of the target; the call's last argument is the hook's first. */
    BEFORE_CALL,
    /** Before each call of the target, with none of its arguments. */
    AHEAD_OF_CALL,
    /** In place of each call of the target, with the same arguments, then the patch's own. */
    INSTEAD_OF_CALL,
    /** Wherever the method creates an object of the target class, one of the hook class instead. */
    NEW_INSTANCE,
    /**
     * After each write of the target field of {@code this}; the object and the field's new value are the hook's first arguments. After
     * rather than before, so that a hook that runs out of stack leaves the object whole.
     */
    FIELD_WRITE,
    /** Before each write of the target field of whatever object; object and value are the hook's first arguments. */
    BEFORE_WRITE
}
