package io.freshseal.api.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource or one of its methods as meant for administrators. What carries no mark at all
 * is closed to everyone else too, but the build does not pass: whoever adds an address says whose
 * it is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ForAdministrators {}
