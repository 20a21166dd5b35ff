package kz.bilik.process.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passwords of officers in the running product: the rule wherever one is set, and how they are kept. */
@ProcedureTest
class AccountPasswordsTest {

    private static final String OFFICER = "zhanar";
    private static final String GOOD = "тау мен теңіз арасы";
    private static final String OTHER = "таңғы шай мен нан";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    OfficerAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Stage stage;

    @BeforeEach
    void make() {
        // The interface of the engine asks that of this context, whichever class ran before.
        stage.clear();
        identity.deleteUser(OFFICER);
        set(GOOD);
    }

    @AfterEach
    void remove() {
        identity.deleteUser(OFFICER);
        identity.deleteUser("newcomer");
    }

    @Test
    void aPasswordIsKeptByASlowHash() {
        assertThat(stored()).startsWith("{argon2id}$argon2id$v=19$");
        assertThat(accounts.authenticate(OFFICER, GOOD)).isPresent();
        assertThat(accounts.authenticate(OFFICER, OTHER)).isEmpty();
    }

    @Test
    void anOlderHashIsStillGoodAndRenewedWhenItsOwnerSignsIn() {
        jdbc.sql("update ACT_ID_USER set PWD_ = ?, SALT_ = 'salt' where ID_ = ?")
                .params("{SHA-512}" + new Sha512HashDigest().encrypt(GOOD + "salt"), OFFICER)
                .update();
        assertThat(accounts.authenticate(OFFICER, OTHER)).isEmpty();
        assertThat(stored()).startsWith("{SHA-512}");
        assertThat(accounts.authenticate(OFFICER, GOOD)).isPresent();
        assertThat(stored()).startsWith("{argon2id}");
        assertThat(accounts.authenticate(OFFICER, GOOD)).isPresent();
    }

    /** Whoever signed in a moment ago need not pay for the hash again, but the old password is none any more. */
    @Test
    void aNewPasswordHoldsAtOnce() {
        assertThat(accounts.authenticate(OFFICER, GOOD)).isPresent();
        set(OTHER);
        assertThat(accounts.authenticate(OFFICER, GOOD)).isEmpty();
        assertThat(accounts.authenticate(OFFICER, OTHER)).isPresent();
        identity.deleteUser(OFFICER);
        assertThat(accounts.authenticate(OFFICER, OTHER)).isEmpty();
    }

    @Test
    void theEngineLocksNobodyForWrongPasswords() {
        for (int i = 0; i < 15; i++) {
            assertThat(identity.checkPassword(OFFICER, "guess")).isFalse();
        }
        assertThat(identity.checkPassword(OFFICER, GOOD)).isTrue();
        assertThat(accounts.authenticate(OFFICER, GOOD)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such-account", "a\0b", "' or 1=1 --", "Пайдаланушы"})
    void whateverSomebodyTypesIsNoAccount(String name) {
        assertThat(accounts.exists(name)).isFalse();
        assertThat(accounts.authenticate(name, GOOD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "elevenchars", "zhanar-and-mountains", "Бекқызы мен таулар", "passwordpassword"})
    void theRuleHoldsWhereverAPasswordIsSet(String weak) throws Exception {
        assertThatThrownBy(() -> set(weak)).isInstanceOf(ProcessEngineException.class);
        var body = "{\"profile\": {\"id\": \"newcomer\", \"firstName\": \"zhanar\", \"lastName\": \"Бекқызы\"},"
                + " \"credentials\": {\"password\": \"" + weak + "\"}}";
        assertThat(send("/engine-rest/user/create", "POST", body).statusCode()).isEqualTo(422);
        assertThat(accounts.exists("newcomer")).isFalse();
        var change = "{\"password\": \"" + weak + "\", \"authenticatedUserPassword\": \"demo\"}";
        assertThat(send("/engine-rest/user/" + OFFICER + "/credentials", "PUT", change)
                        .statusCode())
                .isEqualTo(422);
        assertThat(accounts.authenticate(OFFICER, GOOD)).isPresent();
    }

    @Test
    void aGoodOneMayBeSetByTheAdministrator() throws Exception {
        var body = "{\"profile\": {\"id\": \"newcomer\", \"firstName\": \"Ер\", \"lastName\": \"Ли\"},"
                + " \"credentials\": {\"password\": \"" + GOOD + "\"}}";
        assertThat(send("/engine-rest/user/create", "POST", body).statusCode()).isEqualTo(204);
        assertThat(accounts.authenticate("newcomer", GOOD)).isPresent();
        var change = "{\"password\": \"" + OTHER + "\", \"authenticatedUserPassword\": \"demo\"}";
        assertThat(send("/engine-rest/user/newcomer/credentials", "PUT", change).statusCode())
                .isEqualTo(204);
        assertThat(accounts.authenticate("newcomer", OTHER)).isPresent();
    }

    @Test
    void camundaAdminFindsTheRulesItShows() throws Exception {
        var policy = send("/engine-rest/identity/password-policy", "GET", "").body();
        assertThat(policy)
                .contains("PASSWORD_POLICY_LENGTH")
                .contains("12–128")
                .contains("PASSWORD_POLICY_USER_DATA")
                .contains(AccountPolicy.NOT_EASILY_GUESSED);
    }

    private void set(String password) {
        var user = identity.createUserQuery().userId(OFFICER).singleResult();
        if (user == null) {
            user = identity.newUser(OFFICER);
            user.setFirstName("Жанар");
            user.setLastName("Бекқызы");
        }
        user.setPassword(password);
        identity.saveUser(user);
    }

    private String stored() {
        return jdbc.sql("select PWD_ from ACT_ID_USER where ID_ = ?")
                .param(OFFICER)
                .query(String.class)
                .single();
    }

    private HttpResponse<String> send(String path, String method, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("admin:demo".getBytes()))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
