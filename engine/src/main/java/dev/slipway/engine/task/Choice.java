package dev.slipway.engine.task;

/**
 * One way to decide a task.
 *
 * @param id how the decision names it
 * @param label what the button says
 * @param explanation what will happen
 * @param reasonRequired whether the decision must give a reason
 * @param danger whether it can lose something
 */
public record Choice(
    String id, String label, String explanation, boolean reasonRequired, boolean danger) {

  static final Choice APPROVE =
      new Choice("approve", "Approve", "The run goes on with exactly this plan.", false, false);
  static final Choice REJECT =
      new Choice("reject", "Reject", "The run ends; nothing has been changed.", true, true);
  static final Choice RETRY =
      new Choice(
          "retry",
          "Try again",
          "The step looks at what is there and does what is missing.",
          false,
          false);
  static final Choice HAUL_BACK =
      new Choice(
          "haul-back",
          "Haul back",
          "The step counts as failed; everything that was proven is undone.",
          true,
          true);
  static final Choice HOLD =
      new Choice(
          "hold",
          "Hold",
          "Nothing is done: the run stays as it is, with its lease, and everybody sees who looks"
              + " into it and why. The task stays open, and comes up again when the time is over.",
          true,
          false);

  static final Choice ACCEPT =
      new Choice(
          "accept",
          "Accept what is there",
          "What was seen counts as what serves from here on, and the run goes on with a plan made"
              + " anew from it. Slipway looks once more, and asks again if it sees anything else."
              + " Nothing on the target is changed by this choice.",
          true,
          true);

  /**
   * To go on without the step.
   *
   * @param granted what the run then takes for granted
   */
  static Choice skip(String granted) {
    return new Choice("skip", "Skip this step", granted, true, true);
  }

  Choice explained(String words) {
    return new Choice(id, label, words, reasonRequired, danger);
  }
}
