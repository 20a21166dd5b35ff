package kz.bilik.process.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import kz.bilik.integration.OutsideSystem;

/** On a diagram's page, beside the delegate of a step: the outside system without whose answer the step is not done. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Asks {

    OutsideSystem value();
}
