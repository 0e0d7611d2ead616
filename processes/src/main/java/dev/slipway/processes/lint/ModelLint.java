package dev.slipway.processes.lint;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.model.Model;
import dev.slipway.processes.model.ShippedModels;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks models before they are deployed. A model without findings can be hauled back from wherever
 * it fails, never waits for ever, and runs no code of its own in the server.
 *
 * <p>The rules answer traps of Flowable 8.0.0 that its own validation does not see.
 */
public final class ModelLint {

  private static final List<Rule> RULES =
      List.of(
          new VocabularyRule(),
          new ProcessRule(),
          new IdRule(),
          new ReferenceRule(),
          new StartRule(),
          new ReachableRule(),
          new GatewayRule(),
          new ExpressionRule(),
          new WorkerTaskRule(),
          new KnownTopicRule(),
          new DeadlineRule(),
          new CompensationHandlerRule(),
          new CompensationScopeRule(),
          new CompensationEventRule(),
          new HaulBackRule(),
          new HaulBackThrowRule(),
          new SelfCaughtErrorRule(),
          new ErrorBoundaryRule(),
          new BoundaryOrderRule(),
          new ArtifactOrderRule(),
          new SingleLineRule(),
          new CalledProcessRule(),
          new CalledErrorRule(),
          new PointOfNoReturnRule(),
          new NameRule(),
          new DiagramRule());

  private final StepCatalogue catalogue;
  private final Map<String, Scope> known = new TreeMap<>();

  /**
   * @param catalogue the steps that a model may use
   * @param known the models whose processes may be called; they are not checked themselves, and one
   *     that cannot be read cannot be called
   */
  public ModelLint(StepCatalogue catalogue, Collection<Model> known) {
    this.catalogue = catalogue;
    for (Model model : known) {
      try {
        register(this.known, new ModelDocument(model.fileName(), ModelReader.read(model.xml())));
      } catch (UnreadableModelException unreadable) {
        this.known.remove(model.key());
      }
    }
  }

  /** The lint for models that may use the shipped steps and call the shipped processes. */
  public static ModelLint shipped() {
    return new ModelLint(StepCatalogue.shipped(), ShippedModels.all());
  }

  /**
   * Everything that keeps a model from being deployed, in the order of the file; nothing if the
   * model is good.
   *
   * @param fileName what to call the model in the findings
   * @param xml the model; may come from anybody
   */
  public List<Finding> check(String fileName, String xml) {
    ModelDocument model;
    try {
      model = new ModelDocument(fileName, ModelReader.read(xml));
    } catch (UnreadableModelException unreadable) {
      return List.of(unreadable.finding(fileName));
    }
    Map<String, Scope> processes = new TreeMap<>(known);
    register(processes, model);
    Surroundings surroundings = new Surroundings(catalogue, processes);
    return RULES.stream()
        .flatMap(rule -> rule.check(model, surroundings))
        .sorted(Comparator.comparingInt(Finding::line))
        .toList();
  }

  private static void register(Map<String, Scope> processes, ModelDocument model) {
    model.processes().forEach(process -> processes.put(process.id(), new Scope(process)));
  }
}
