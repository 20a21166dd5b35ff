package kz.bilik.process.rights;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.officer.OfficerNames;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The names of accounts, by one statement: the engine's own query would ask for the rights of whoever reads the page. */
@Component
class EngineOfficerNames implements OfficerNames {

    private final JdbcClient jdbc;

    EngineOfficerNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, String> names(Collection<String> accounts) {
        var names = new HashMap<String, String>();
        if (accounts.isEmpty()) {
            return names;
        }
        jdbc.sql("select ID_, FIRST_, LAST_ from ACT_ID_USER where ID_ in (:accounts)")
                .param("accounts", accounts)
                .query((row, index) -> {
                    var name = Stream.of(row.getString(2), row.getString(3))
                            .filter(part -> part != null && !part.isBlank())
                            .map(String::strip)
                            .collect(Collectors.joining(" "));
                    return name.isEmpty() ? null : names.put(row.getString(1), name);
                })
                .list();
        return names;
    }
}
