package kz.bilik.officer.keeping;

import java.util.List;
import kz.bilik.identity.Iin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which person is behind an account, where that is known: whoever has two accounts (a post in two places, an account of long ago)
 * is one person, and four eyes are two persons.
 */
@Component
public class OfficerPersons {

    private final JdbcClient jdbc;

    OfficerPersons(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The person behind that account is this one from now on; who was named before is forgotten. */
    @Transactional
    public void name(String account, Iin person) {
        jdbc.sql("delete from officer_person where account = ?").param(account).update();
        jdbc.sql("insert into officer_person (account, iin) values (?, ?)")
                .params(account, person.value())
                .update();
    }

    /** Whether it is known who is behind that account. */
    public boolean isKnown(String account) {
        return !jdbc.sql("select account from officer_person where account = ?")
                .param(account)
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Whether it is known that this person is behind that account. */
    public boolean isOf(String account, Iin person) {
        return !jdbc.sql("select account from officer_person where account = ? and iin = ?")
                .params(account, person.value())
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** The other accounts of the person behind that one, by name; none where nobody is known. */
    public List<String> othersOf(String account) {
        return jdbc.sql(
                        """
                        select other.account from officer_person one join officer_person other on other.iin = one.iin
                        where one.account = ? and other.account <> ? order by other.account""")
                .params(account, account)
                .query(String.class)
                .list();
    }

    /** Whether both accounts are of one person: the same account, or two of somebody who is known. */
    public boolean areOne(String account, String other) {
        return account.equals(other) || othersOf(account).contains(other);
    }
}
