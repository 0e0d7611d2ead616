package dev.slipway.e2e.chaos;

import dev.slipway.e2e.chaos.Schedule.Act;

/**
 * A run that the schedule has asked for.
 *
 * @param application whose
 * @param act why
 */
record AskedRun(long run, String application, Act act) {}
