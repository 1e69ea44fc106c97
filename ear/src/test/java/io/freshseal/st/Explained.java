package io.freshseal.st;

import java.util.List;

/**
 * What somebody is told of why a computer fails.
 *
 * @param computer its id
 * @param diagnosis the id that the API gives the diagnosis; empty where a page tells
 * @param cause name of the cause
 * @param sentence what it says
 * @param culprit who is to blame
 * @param facts keys of the sentences that are the evidence
 * @param steps how many steps put it right
 */
record Explained(
    String computer,
    String diagnosis,
    String cause,
    String sentence,
    String culprit,
    List<String> facts,
    int steps) {}
