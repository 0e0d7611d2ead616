/** The BPMN models that ship with Slipway. */
@NullMarked
package dev.slipway.processes.model;

import org.jspecify.annotations.NullMarked;
