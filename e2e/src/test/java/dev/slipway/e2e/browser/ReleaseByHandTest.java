package dev.slipway.e2e.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.slipway.e2e.world.HarbourApplication;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Needs;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@InTheWorld
@Needs("browser")
class ReleaseByHandTest {

  private static final ContainsTextOptions WHEN_THE_RUN_ENDS =
      new ContainsTextOptions().setTimeout(90_000);

  private final HarbourApplication strand;
  private final ReleaseDesk desk;
  private final Chromium chromium;
  private final Visitor visitor;

  ReleaseByHandTest(World world) throws IOException, InterruptedException {
    strand = world.application(Place.STRAND);
    desk = ReleaseDesk.open(world, strand);
    desk.define(strand.file(), 0);
    chromium = Chromium.start();
    visitor = Visitor.at(chromium, world.server().url(), ColorScheme.LIGHT);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  @Test
  void aReleaseIsPlannedStartedFollowedAndTakenBack() throws Exception {
    // given
    desk.serve("v1");
    visitor.signIn();
    // when
    visitor.button("Release strand to production").click();
    visitor.page().getByLabel("Branch, tag or commit").fill("v2");
    visitor.button("Show plan").click();
    // then
    Locator dialog = visitor.page().getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("Give every berth a length");
    assertThat(dialog).containsText("sh tools/collect.sh");
    visitor.picture("release-dialog");

    // when
    visitor.button("Release " + commit("v2") + " to production").click();
    // then
    assertThat(state()).containsText("Live", WHEN_THE_RUN_ENDS);
    assertThat(visitor.region("Steps").getByRole(AriaRole.ROW).filter(named("Build the artifact")))
        .containsText("done");
    visitor.picture("run-live");

    // when
    visitor.page().locator(".djs-element[data-element-id='build']").click();
    // then
    assertThat(visitor.heading("Build the artifact")).isVisible();
    assertThat(visitor.page().getByRole(AriaRole.REGION, byLabel("Log, "))).containsText("collect");
    visitor.picture("run-step");

    // when
    visitor.goTo("/applications/strand/production");
    // The other test may have released v1 as well; the newest release comes first.
    visitor.button("Roll back to " + commit("v1") + "…").first().click();
    visitor.button("Roll back production to " + commit("v1")).click();
    // then
    assertThat(state()).containsText("Live", WHEN_THE_RUN_ENDS);
    org.assertj.core.api.Assertions.assertThat(strand.version()).isEqualTo("v1");
  }

  @Test
  void aRunThatWaitsForAnApprovalGoesOnWhenItIsApproved() throws Exception {
    // given
    desk.serve("v1");
    desk.define(strand.file() + "    approval: { required: 1 }\n", 1);
    visitor.signIn();
    long run = desk.startRelease("v2");
    // when
    visitor.goTo("/runs/" + run);
    visitor
        .region("Release v2 of strand to production")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
        .click(new Locator.ClickOptions().setTimeout(60_000));
    // then
    assertThat(state()).containsText("Live", WHEN_THE_RUN_ENDS);
    assertThat(visitor.region("Decisions")).containsText("Approve");
    visitor.picture("run-approved");
  }

  private Locator state() {
    return visitor.page().locator("header.headline");
  }

  private String commit(String tag) throws IOException, InterruptedException {
    return strand.repository().commit(tag).substring(0, 7);
  }

  private static Locator.FilterOptions named(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Page.GetByRoleOptions byLabel(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
