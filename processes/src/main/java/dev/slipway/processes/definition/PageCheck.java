package dev.slipway.processes.definition;

import java.util.Optional;

/**
 * One page that must be right once the new version serves, asked for through the router.
 *
 * @param path the path below the environment's URL
 * @param status the status it must answer with
 * @param type the media type it must have, without parameters
 * @param contains a text that must stand in the first mebibyte of its body
 * @param assets whether every stylesheet, script and image that the page links on the same host
 *     must answer 200 too
 */
public record PageCheck(
    String path, int status, Optional<String> type, Optional<String> contains, boolean assets) {}
