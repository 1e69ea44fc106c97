package io.freshseal.api.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method as meant for a computer that is about to join. Whether the secret that it
 * brings is one of ours is for the resource to find out; a request without one does not reach it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WithEnrolmentToken {}
