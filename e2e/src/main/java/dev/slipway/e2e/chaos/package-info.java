/**
 * The ledger test: random releases under random faults, judged by what the targets themselves have
 * written down.
 */
@NullMarked
package dev.slipway.e2e.chaos;

import org.jspecify.annotations.NullMarked;
