package io.freshseal.computers.entity;

import io.freshseal.member.entity.EnrolmentToken;

/**
 * An enrolment token just made.
 *
 * @param token with the secret, shown this once and kept nowhere
 */
public record NewToken(IssuedToken issued, EnrolmentToken token) {}
