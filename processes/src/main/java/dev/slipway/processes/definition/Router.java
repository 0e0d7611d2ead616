package dev.slipway.processes.definition;

/** What sends traffic to the serving colour. */
public sealed interface Router permits HaproxyRouter {}
