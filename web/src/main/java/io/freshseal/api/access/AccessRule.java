package io.freshseal.api.access;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may call a resource method, as its marks say; a method's own marks count before its class'.
 */
public enum AccessRule {
  /** Everyone. */
  OPEN(Open.class),
  /** Administrators, by token or password. */
  ADMINISTRATORS(ForAdministrators.class),
  /** The computer whose id is in the path, by its own key, and nobody else. */
  OWN_COMPUTER(ForComputer.class),
  /** Whoever brings an enrolment token, and nobody else. */
  ENROLMENT_TOKEN(WithEnrolmentToken.class);

  private final Class<? extends Annotation> mark;

  AccessRule(Class<? extends Annotation> mark) {
    this.mark = mark;
  }

  /**
   * The rule that holds. Where there is no mark, or more than one, administrators alone come in.
   *
   * @param resource the class that is asked, which may have inherited the method
   */
  public static AccessRule of(Class<?> resource, Method method) {
    Set<AccessRule> declared = declared(resource, method);
    return declared.size() == 1 ? declared.iterator().next() : ADMINISTRATORS;
  }

  /** What the marks say: one rule, unless somebody forgot it or cannot make up their mind. */
  public static Set<AccessRule> declared(Class<?> resource, Method method) {
    Set<AccessRule> own = marks(method);
    return own.isEmpty() ? marks(resource) : own;
  }

  private static Set<AccessRule> marks(AnnotatedElement element) {
    Set<AccessRule> rules = EnumSet.noneOf(AccessRule.class);
    Arrays.stream(values())
        .filter(rule -> element.isAnnotationPresent(rule.mark))
        .forEach(rules::add);
    return rules;
  }
}
