package dev.slipway.workers.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.router.RouterControl.Side;
import org.junit.jupiter.api.Test;

class ServerStatesTest {

  private static final String HEAD =
      "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight\n";

  @Test
  void readsWhoServesWhoDrainsAndWhoIsOut() {
    // given
    String answer =
        HEAD
            + "3 shop 1 blue 127.0.0.1 2 0 1\n"
            + "3 shop 2 green 127.0.0.1 0 8 1\n"
            + "3 shop 3 grey 127.0.0.1 0 5 1\n\n";

    // when
    var servers = ServerStates.parse(answer);

    // then
    assertThat(servers)
        .containsEntry("blue", new Side(Admission.READY, true))
        .containsEntry("green", new Side(Admission.DRAINING, false))
        .containsEntry("grey", new Side(Admission.OUT, false));
  }

  @Test
  void goesByWhatHappenedToAServerThatTheConfigurationDisables() {
    // given
    String answer =
        HEAD + "3 shop 1 blue 127.0.0.1 2 4 1\n" + "3 shop 2 green 127.0.0.1 2 12 1\n\n";

    // when
    var servers = ServerStates.parse(answer);

    // then
    assertThat(servers)
        .containsEntry("blue", new Side(Admission.READY, true))
        .containsEntry("green", new Side(Admission.DRAINING, true));
  }

  @Test
  void refusesAnAnswerThatIsNotTheFormat() {
    assertThatThrownBy(() -> ServerStates.parse("Can't find backend.\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ServerStates.parse("2\n# srv_name\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ServerStates.parse(HEAD + "3 shop 1 blue 127.0.0.1 two 0 1\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two");
    assertThatThrownBy(() -> ServerStates.parse(HEAD + "3 shop 1\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsTheSessionsOfOneServer() {
    // given
    String answer =
        "# pxname,svname,qcur,qmax,scur,smax\nshop,blue,1,2,41,50\nshop,green,0,0,7,9\n\n";

    // when
    long sessions = Statistics.sessions(answer, "shop", "blue");

    // then
    assertThat(sessions).isEqualTo(42);
    assertThatThrownBy(() -> Statistics.sessions(answer, "shop", "red"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("red");
  }
}
