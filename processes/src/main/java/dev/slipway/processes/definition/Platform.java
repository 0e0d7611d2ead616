package dev.slipway.processes.definition;

/** How an environment is reached. */
public sealed interface Platform permits HostPlatform {}
