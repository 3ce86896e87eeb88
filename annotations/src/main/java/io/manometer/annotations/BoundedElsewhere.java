package io.manometer.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that what has no limit here can't grow, as something else bounds it: Manometer's gate and scan then allow it, and show
 * the reason.
 *
 * <pre>{@code
 * @BoundedElsewhere("at most 64 requests are in flight: Gate.permits")
 * private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
 * }</pre>
 *
 * On a field it is about buffers that are assigned to that field; on a method, constructor or class about all that are created
 * in there, lambdas and anonymous classes included.
 *
 * <p><b>Note:</b> it excuses only that there is no limit (of a queue or of threads). A buffer that was seen to grow fails the
 * gate all the same, as then the claim is wrong.
 *
 * <p>It is kept in class files and not loaded at run time.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface BoundedElsewhere {
    /** What bounds it, for whoever reads the report. */
    String value();
}
