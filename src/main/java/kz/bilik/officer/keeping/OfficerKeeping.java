package kz.bilik.officer.keeping;

import java.util.List;
import java.util.Optional;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The officers as an administrator keeps them: they come, get another post, leave. Each deed is one transaction and recorded;
 * what an officer may do follows from it with his next request. Implemented beside the engine, which has the accounts.
 */
public interface OfficerKeeping {

    /** The longest name and mail address, in characters. */
    int LONGEST_NAME = 200;

    /** The longest account, in characters. */
    int LONGEST_ID = 64;

    /**
     * An officer.
     *
     * @param id of his account
     * @param posts where he works, heads' places beside those of their officers; empty for one who left
     * @param tasks how many open tasks are in his hands
     */
    record Kept(String id, String firstName, String lastName, String mail, List<Place> posts, int tasks) {

        /** First and last name; the id where there is none. */
        public String name() {
            var name = (firstName + " " + lastName).strip();
            return name.isEmpty() ? id : name;
        }
    }

    /**
     * A post to give.
     *
     * @param place of its officers, never of heads
     * @param head whether he is also a head of the place
     */
    record Post(Place place, boolean head) {}

    /**
     * Somebody new.
     *
     * @param id of the account to be, in letters that the engine takes
     * @param mail may be empty
     * @param password the first one, in whose place he has to choose his own; null for who signs in by a provider of OpenID Connect only
     */
    record Newcomer(String id, String firstName, String lastName, String mail, Post post, @Nullable String password) {

        @Override
        public String toString() {
            return "Newcomer[" + id + "]";
        }
    }

    /**
     * What became of the tasks that were in an officer's hands.
     *
     * @param handedOver to the colleague that was named
     * @param givenBack to their groups
     */
    record Tasks(int handedOver, int givenBack) {}

    /**
     * Officers by last and first name, also those who left.
     *
     * @param text a part of id or name, in any letters; empty for everybody
     * @param group of one place; null for all
     * @param skip so many of the first
     * @param count at most so many
     */
    List<Kept> find(String text, @Nullable String group, int skip, int count);

    /** The officer of that account. */
    Optional<Kept> officer(String id);

    /** To whom the tasks of that officer may go: who works at one of his places, by name. */
    List<Kept> colleagues(String id);

    /** The places that may be given, in the order of the procedure: those whose groups there are. */
    List<Place> places();

    /**
     * Makes an account with everything that its officer needs to work.
     *
     * @param by id of the administrator
     * @throws Problem {@code officer.form} that names each wrong field ({@code id}, {@code firstName}, {@code lastName},
     *     {@code mail}, {@code post}, {@code password}); nothing is made then
     */
    void appoint(Newcomer newcomer, String by);

    /**
     * Gives an officer a post: besides what he has, or instead of it. What he had taken of a place that he leaves goes to the
     * successor, if he is of that place, else back to its group. Who had left may come back by this; his account has to be
     * unlocked for it.
     *
     * @param instead whether he leaves every other post
     * @param successor id of a colleague, or null
     * @throws Problem {@code officer.no-account}, {@code officer.unknown-post}, {@code officer.not-a-colleague},
     *     {@code officer.last-administrator}, {@code officer.not-yourself}
     */
    Tasks post(String id, Post post, boolean instead, @Nullable String successor, String by);

    /**
     * Somebody leaves: his tasks go to the successor, if he is of the task's place, else back to their groups; his posts end;
     * the account is locked, and not deleted, so that what he did keeps his name. His sessions end at once.
     *
     * @param successor id of a colleague, or null
     * @param reason in the administrator's words
     * @throws Problem {@code officer.no-account}, {@code officer.not-a-colleague}, {@code officer.last-administrator},
     *     {@code officer.lock-yourself}, {@code officer.lock-reason}
     */
    Tasks dismiss(String id, @Nullable String successor, String reason, String by);

    /**
     * An officer takes a password of his own in place of the one that somebody else has set.
     *
     * @param id of his account
     * @throws Problem {@code officer.no-account}, {@code officer.form} with what is wrong with {@code password}
     */
    void choosePassword(String id, String password);

    /**
     * Gives an account another first password; whoever is signed in to it is signed out.
     *
     * @throws Problem {@code officer.no-account}, {@code officer.form}
     */
    void setPassword(String id, String password, String by);
}
