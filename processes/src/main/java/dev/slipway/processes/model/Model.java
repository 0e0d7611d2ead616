package dev.slipway.processes.model;

/**
 * One BPMN model.
 *
 * @param key the id of its process, such as {@code release}
 * @param fileName the name under which it is deployed; the engine reads only names that end in
 *     {@code .bpmn20.xml}
 * @param xml the BPMN 2.0 document
 */
public record Model(String key, String fileName, String xml) {}
