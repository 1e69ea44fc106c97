package io.freshseal.forecast.boundary;

import io.freshseal.forecast.entity.Assumption;
import io.freshseal.forecast.entity.Forecast;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Forecasts of the fleet as it is now. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Forecasts {

  @EJB private FleetPictures pictures;

  /**
   * Makes one.
   *
   * @throws jakarta.ejb.EJBException if the database does not answer
   */
  public Forecast make(Assumption assumption) {
    return new Forecast(pictures.take(), assumption);
  }
}
