package io.freshseal.computers.entity;

import java.util.List;

/**
 * A stretch of the computers.
 *
 * @param total how many match in all
 */
public record ComputerPage(List<Computer> computers, long total) {

  public ComputerPage {
    computers = List.copyOf(computers);
  }
}
