package kz.bilik.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the description of a call says of one part of an upload. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@interface DescribedPart {

    /** What the part holds. */
    String value();

    /** What its JSON is; a part that is a file has none. */
    Class<?> schema() default Void.class;

    /** The content types in which it comes. */
    String type();

    /** JSON that works, or the name of a file; of a file in the folder {@code openapi} its content, where it begins with {@code @}. */
    String example();
}
