package dev.slipway.processes.lint;

import org.jspecify.annotations.Nullable;

/** The XML namespaces that a model may use. */
enum Namespace {
  BPMN,
  DIAGRAM,
  FLOWABLE,
  FOREIGN;

  static final String FLOWABLE_URI = "http://flowable.org/bpmn";
  static final String XSI_URI = "http://www.w3.org/2001/XMLSchema-instance";

  static Namespace of(@Nullable String uri) {
    if (uri == null) {
      return FOREIGN;
    }
    return switch (uri) {
      case "http://www.omg.org/spec/BPMN/20100524/MODEL" -> BPMN;
      case "http://www.omg.org/spec/BPMN/20100524/DI",
          "http://www.omg.org/spec/DD/20100524/DC",
          "http://www.omg.org/spec/DD/20100524/DI" ->
          DIAGRAM;
      case FLOWABLE_URI -> FLOWABLE;
      default -> FOREIGN;
    };
  }
}
