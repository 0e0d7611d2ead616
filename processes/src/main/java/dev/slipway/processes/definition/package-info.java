/**
 * Application definitions: what is released, where to and how, from one YAML file per application.
 */
@NullMarked
package dev.slipway.processes.definition;

import org.jspecify.annotations.NullMarked;
