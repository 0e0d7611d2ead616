package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** One model as a tree, with the questions that several rules ask of it. */
record ModelDocument(String file, Element root) {

  Finding finding(Rule rule, Element element, String message, String mend) {
    return new Finding(file, element.line(), element.label(), rule.name(), message, mend);
  }

  Stream<Element> elements() {
    return root.tree();
  }

  /** Everything but the drawing. */
  Stream<Element> semantics() {
    return elements().filter(element -> element.namespace() != Namespace.DIAGRAM);
  }

  Stream<Element> elements(String... names) {
    return elements().filter(element -> element.is(names));
  }

  Stream<Element> processes() {
    return root.children("process");
  }

  /** Every process and sub-process, outermost first. */
  Stream<Scope> scopes() {
    return elements("process", "subProcess").map(Scope::new);
  }

  Stream<Element> nodes() {
    return scopes().flatMap(Scope::nodes);
  }
}
