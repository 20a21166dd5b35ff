package kz.bilik.web.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the description of a call says beside its summary and what can be read from the method itself: what each answer means,
 * with which codes the call is refused, and what is sent. {@link OperationWords} makes the description of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Described {

    /** Each answer: its status and what it means, as {@code "202 Received; its number is in the answer"}. */
    String[] answers();

    /** The content type of the answer where it is a file; else it is JSON, by the type that the method answers. */
    String file() default "";

    /**
     * Each status of a refusal and its codes, as {@code "409 application.closed application.not-withdrawable"}; their words are
     * the messages of the problems. What every call may be refused with is added.
     */
    String[] refusals() default {};

    /** What the body is, where there is one and it has no parts. */
    String body() default "";

    /** The content type of the body. */
    String bodyType() default "application/json";

    /** A body that works, as JSON; the numbers of records in it are of the caller's own. */
    String example() default "";
}
