/**
 * From computers that fail to the one cause behind them, the facts that show it and the steps that
 * put it right. Pure decisions over a picture of the fleet; no container API here.
 */
package io.freshseal.diagnosis.entity;
