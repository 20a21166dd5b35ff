package kz.bilik.overview;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class TemporaryViewTest {
    @Test
    void grows() throws Exception {
        try (var c = DriverManager.getConnection("jdbc:h2:mem:"); var s = c.createStatement()) {
            s.execute("create table a (x int primary key, y varchar(10))");
            s.execute("create table b (x int references a(x))");
            s.execute("insert into a values (1, 'z')");
            s.execute("create view v as select a.x, a.y, b.x as bx from a left join b on b.x = a.x");
            s.execute("alter table a add column n varchar(5)");
            s.execute("alter table a add column m boolean default false not null");
            s.execute("alter table a alter column y drop not null");
            try (var r = s.executeQuery("select * from v")) { r.next(); if (r.getInt(1) != 1) throw new AssertionError(); }
        }
    }
}
