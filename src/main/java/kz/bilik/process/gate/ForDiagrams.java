package kz.bilik.process.gate;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a diagram's page, beside a bean whose public methods the expressions of a diagram may call; no other bean may be. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ForDiagrams {}
