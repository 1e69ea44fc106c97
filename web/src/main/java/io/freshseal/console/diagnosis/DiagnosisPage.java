package io.freshseal.console.diagnosis;

import io.freshseal.console.frame.Notices;
import io.freshseal.diagnosis.boundary.Diagnoses;
import io.freshseal.diagnosis.boundary.Repairs;
import io.freshseal.diagnosis.entity.Condition;
import io.freshseal.diagnosis.entity.Diagnosis;
import io.freshseal.diagnosis.entity.Hop;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.Repair;
import io.freshseal.diagnosis.entity.RepairStep;
import io.freshseal.diagnosis.entity.TakenStep;
import io.freshseal.shared.entity.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What is wrong in the fleet; one diagnosis with its steps, and the repair that follows it. */
@Named
@RequestScoped
public class DiagnosisPage {

  private static final String ONE = "/console/diagnosis?faces-redirect=true&id=";

  private final Diagnoses diagnoses;
  private final Repairs repairs;
  private final DiagnosisChoice choice;
  private final Notices notices;
  private KeptDiagnosis shown;
  private List<Diagnosis> open;

  /** For the container's proxy. */
  protected DiagnosisPage() {
    this(null, null, null, null);
  }

  @Inject
  public DiagnosisPage(
      Diagnoses diagnoses, Repairs repairs, DiagnosisChoice choice, Notices notices) {
    this.diagnoses = diagnoses;
    this.repairs = repairs;
    this.choice = choice;
    this.notices = notices;
  }

  /** What is wrong now, one for each cause. */
  public List<Diagnosis> getOpen() {
    if (open == null) {
      open = diagnoses.open();
    }
    return open;
  }

  /** A computer that has a diagnosis; null if it is of none. */
  public UUID example(Diagnosis diagnosis) {
    return Stream.of(
            diagnosis.affected().agents().stream(),
            diagnosis.culprit().relay().stream(),
            diagnosis.affected().relays().stream())
        .flatMap(ids -> ids)
        .findFirst()
        .orElse(null);
  }

  /** The diagnosis that the page is about, kept or just made; null if there is none. */
  public KeptDiagnosis getShown() {
    if (shown == null) {
      shown =
          choice
              .chosen()
              .flatMap(diagnoses::find)
              .or(() -> choice.asked().flatMap(o -> kept(diagnoses.look(o))))
              .orElse(null);
    }
    return shown;
  }

  private static Optional<KeptDiagnosis> kept(Outcome<KeptDiagnosis> outcome) {
    return outcome.fold(Optional::of, refused -> Optional.empty());
  }

  /** The newest repair that follows it; null if there is none. */
  public Repair getRepair() {
    return choice.chosen().flatMap(repairs::newest).orElse(null);
  }

  /** Whether a repair goes on. */
  public boolean isRunning() {
    Repair repair = getRepair();
    return repair != null && repair.endedAt().isEmpty();
  }

  /** The look of the repair's badge. */
  public String getRepairStyle() {
    return StepRow.style(getRepair().state());
  }

  /** Its steps, with how far each is, whoever took them, alone or with the others. */
  public List<StepRow> getSteps() {
    List<TakenStep> taken = choice.chosen().map(repairs::taken).orElse(List.of());
    List<StepRow> rows = new ArrayList<>();
    List<RepairStep> plan = getShown() == null ? List.of() : getShown().steps();
    for (int n = 1; n <= plan.size(); n++) {
      int number = n;
      rows.add(
          new StepRow(
              n, plan.get(n - 1), taken.stream().filter(t -> t.number() == number).findFirst()));
    }
    return rows;
  }

  /** The look of a station's badge. */
  public String style(Hop hop) {
    if (hop.culprit()) {
      return "expired";
    }
    return hop.condition() == Condition.GOOD
        ? "ok"
        : hop.condition() == Condition.BAD ? "due" : "unknown";
  }

  /** Takes all steps. */
  public String repairAll() {
    return begin(Optional.empty());
  }

  /** Takes one step alone. */
  public String take(int number) {
    return begin(Optional.of(number));
  }

  private String begin(Optional<Integer> only) {
    Optional<UUID> id =
        choice
            .chosen()
            .or(
                () ->
                    choice
                        .asked()
                        .flatMap(order -> kept(diagnoses.diagnose(order)))
                        .map(KeptDiagnosis::id));
    return id.flatMap(diagnoses::find).map(kept -> begun(kept, only)).orElse(null);
  }

  // Whoever comes second is led to the repair that goes on.
  private String begun(KeptDiagnosis kept, Optional<Integer> only) {
    Optional<Repair> other =
        repairs.running(kept).filter(repair -> !repair.diagnosis().equals(kept.id()));
    if (other.isPresent()) {
      notices.done("diagnosis.joined", other.get().createdBy());
      return ONE + other.get().diagnosis();
    }
    return told(repairs.begin(kept.id(), only), "diagnosis.begun");
  }

  /** Says that a step by hand is done. */
  public String confirm(int number) {
    return getRepair() == null
        ? null
        : told(repairs.confirm(getRepair().id(), number), "diagnosis.confirmed");
  }

  /** Begins nothing more of the repair. */
  public String cancel() {
    return getRepair() == null
        ? null
        : told(repairs.cancel(getRepair().id()), "diagnosis.cancelled");
  }

  private String told(Outcome<Repair> outcome, String key) {
    return outcome.fold(
        repair -> {
          notices.done(key);
          return ONE + repair.diagnosis();
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }
}
