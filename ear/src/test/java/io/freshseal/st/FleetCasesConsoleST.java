package io.freshseal.st;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The fleet that the shipped command starts, from each failure to its repair, by the console's
 * buttons alone.
 */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class FleetCasesConsoleST extends FleetCases {

  @Override
  RepairHand hand(URI url, Http admin) {
    return new ConsoleHand(url, "en");
  }
}
