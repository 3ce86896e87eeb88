package example.buffers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a person says of a snippet. It reaches from its annotation to the next one, or to the end of the file. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
@interface Is {
    Truth value();

    String why() default "";
}
