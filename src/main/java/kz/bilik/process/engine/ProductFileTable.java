package kz.bilik.process.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.process.engine.ProductFile.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the product brought of each file, what is in force, and about which somebody has to decide. */
final class ProductFileTable {

    private final JdbcClient jdbc;

    ProductFileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A file as it is in force.
     *
     * @param version counted by the engine
     */
    record InForce(byte[] content, int version) {}

    /** A newer file of the product, and since when somebody has to decide. */
    record Waiting(String name, byte[] content, OffsetDateTime since) {}

    /** By its key, whatever the file is called that was deployed. */
    Optional<InForce> inForce(Kind kind, String key) {
        var name = kind == Kind.EXAMPLES ? "replace(d.RESOURCE_NAME_, '.dmn', '.examples.csv')" : "d.RESOURCE_NAME_";
        return jdbc.sql("select b.BYTES_, d.VERSION_ from " + kind.table() + " d left join ACT_GE_BYTEARRAY b"
                        + " on b.DEPLOYMENT_ID_ = d.DEPLOYMENT_ID_ and b.NAME_ = " + name
                        + " where d.KEY_ = ? and d.TENANT_ID_ is null order by d.VERSION_ desc limit 1")
                .param(key)
                .query((row, number) ->
                        Optional.ofNullable(row.getBytes("BYTES_")).map(content -> version(content, row)))
                .optional()
                .flatMap(found -> found);
    }

    private static InForce version(byte[] content, ResultSet row) {
        try {
            return new InForce(content, row.getInt("VERSION_"));
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** As the product brought it; for an installation from before it was kept, as it stands in the last deployment of its own. */
    Optional<byte[]> broughtBefore(String name) {
        return jdbc.sql("select content from product_file where name = ?")
                .param(name)
                .query((row, number) -> row.getBytes("content"))
                .optional()
                .or(() -> jdbc.sql(
                                "select b.BYTES_ from ACT_GE_BYTEARRAY b join ACT_RE_DEPLOYMENT d on d.ID_ = b.DEPLOYMENT_ID_"
                                        + " where b.NAME_ = ? and d.SOURCE_ is null order by d.DEPLOY_TIME_ desc limit 1")
                        .param(name)
                        .query((row, number) -> row.getBytes("BYTES_"))
                        .optional());
    }

    /** Nobody has to decide about it. */
    void settle(String name, byte[] content, OffsetDateTime at) {
        jdbc.sql("delete from product_conflict where name = ?").param(name).update();
        var known = jdbc.sql("update product_file set content = ?, brought_at = ? where name = ?")
                .params(content, at, name)
                .update();
        if (known == 0) {
            jdbc.sql("insert into product_file (name, content, brought_at) values (?, ?, ?)")
                    .params(name, content, at)
                    .update();
        }
    }

    /** The product brings nothing newer any more. */
    void forget(String name) {
        jdbc.sql("delete from product_conflict where name = ?").param(name).update();
    }

    /** Somebody has to decide about it; since when does not change while the file is the same. */
    void ask(String name, byte[] content, OffsetDateTime at) {
        var same = jdbc.sql("select count(*) from product_conflict where name = ? and content = ?")
                .params(name, content)
                .query(Integer.class)
                .single();
        if (same == 0) {
            forget(name);
            jdbc.sql("insert into product_conflict (name, content, since) values (?, ?, ?)")
                    .params(name, content, at)
                    .update();
        }
    }

    int countWaiting() {
        return jdbc.sql("select count(*) from product_conflict")
                .query(Integer.class)
                .single();
    }

    List<Waiting> waiting() {
        return jdbc.sql("select * from product_conflict order by name")
                .query(ProductFileTable::read)
                .list();
    }

    /** Whoever decides about it waits for whoever does at the same moment. */
    Optional<Waiting> lock(String name) {
        return jdbc.sql("select * from product_conflict where name = ? for update")
                .param(name)
                .query(ProductFileTable::read)
                .optional();
    }

    Optional<Waiting> find(String name) {
        return jdbc.sql("select * from product_conflict where name = ?")
                .param(name)
                .query(ProductFileTable::read)
                .optional();
    }

    private static Waiting read(ResultSet row, int number) throws SQLException {
        return new Waiting(row.getString("name"), row.getBytes("content"), LegalMoment.of(row, "since"));
    }
}
